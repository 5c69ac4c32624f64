package dev.colophon.transfer.export.walk;

import dev.colophon.catalogue.copy.BookCopies;
import dev.colophon.database.Database;
import dev.colophon.database.Session;
import dev.colophon.journal.copy.NoteCopies;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.copy.EntryCopies;
import dev.colophon.shelf.copy.EntryKeys;
import dev.colophon.shelf.copy.EntryKeys.Keyed;
import dev.colophon.transfer.export.walk.ExportProgress.What;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Walks over the entries of one reader, ordered by the keys of their books. */
public final class ShelfWalk {
    private static final int AT_ONCE = 100;

    private final Database database;

    public ShelfWalk(Database database) {
        this.database = database;
    }

    /**
     * An entry with its book.
     *
     * @param noted whether there are notes on it
     */
    public record Shelved(BookCopies.Found book, EntryCopies.Found entry, boolean noted) {}

    /** Takes one entry after the other. */
    @FunctionalInterface
    public interface Visitor {
        void visit(Shelved entry) throws IOException;
    }

    /**
     * Visits every entry that is there from the beginning to the end; each is as it was at one moment.
     *
     * @throws Problem of kind CONFLICT when books were merged meanwhile
     */
    public void each(UUID reader, ExportProgress progress, Visitor visitor) throws IOException {
        List<Keyed> all = EntryKeys.of(database, reader);
        for (int begin = 0; begin < all.size(); begin += AT_ONCE) {
            List<Keyed> some = all.subList(begin, Math.min(all.size(), begin + AT_ONCE));
            for (Shelved entry : database.read(session -> read(session, reader, some))) {
                visitor.visit(entry);
            }
            progress.reached(What.ENTRIES, begin + some.size(), all.size());
        }
    }

    private static List<Shelved> read(Session session, UUID reader, List<Keyed> some) {
        List<EntryCopies.Found> entries = EntryCopies.read(session, reader, some);
        Map<UUID, BookCopies.Found> books = BookCopies.read(
                        session, some.stream().map(Keyed::bookId).toList())
                .stream()
                .collect(Collectors.toMap(BookCopies.Found::id, Function.identity()));
        Set<UUID> noted = NoteCopies.noted(session, reader, some);
        List<Shelved> shelved = new ArrayList<>();
        for (EntryCopies.Found entry : entries) {
            BookCopies.Found book = books.get(entry.keyed().bookId());
            if (book == null) {
                throw Problem.conflict(
                        "export_disturbed", "Books were merged while your shelf was read. Ask for the export again.");
            }
            shelved.add(new Shelved(book, entry, noted.contains(entry.keyed().entryId())));
        }
        return shelved;
    }
}
