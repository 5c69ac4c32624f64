package dev.colophon.shelf.intake;

import dev.colophon.catalogue.Book;
import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookRepository;
import dev.colophon.database.Database;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.shelf.Read;
import dev.colophon.shelf.ShelfEntry;
import dev.colophon.shelf.ShelfListener;
import dev.colophon.shelf.ShelfRepository;
import dev.colophon.shelf.Standing;
import dev.colophon.shelf.TagRepository;
import dev.colophon.shelf.copy.AddedProgress;
import dev.colophon.shelf.intake.Trace.Before;
import dev.colophon.shelf.progress.ProgressRepository;
import dev.colophon.text.TextKey;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes back what an import did to an entry. What it filled in of a book that was there before stays: that book is
 * everybody's.
 */
public final class EntryUndo {
    private static final Statement PROGRESS = Statement.of("shelf.undo-progress-of-entry", """
                    SELECT p.id, p.read_id, p.unit, p.amount, p.reached_at
                    FROM reads r JOIN progress p ON p.read_id = r.id WHERE r.userbook_id = :userbook_id
                    """);

    private static final Statement ON_A_SHELF =
            Statement.of("shelf.undo-book-on-a-shelf", "SELECT id FROM userbooks WHERE book_id = :book_id LIMIT 1");

    private final Clock clock;
    private final ShelfRepository shelves;
    private final BookRepository books;
    private final TagRepository tags = new TagRepository();
    private final ProgressRepository progress = new ProgressRepository();

    /**
     * @param listeners hear of every change
     */
    public EntryUndo(Database database, Clock clock, List<ShelfListener> listeners) {
        this.clock = clock;
        this.shelves = new ShelfRepository(listeners);
        this.books = new BookRepository(database);
    }

    /**
     * What one import did to one entry.
     *
     * @param traces in the order of its rows
     * @param noted the progress that it noted
     */
    public record Done(UUID userId, UUID entryId, List<Trace> traces, List<AddedProgress> noted) {
        /** Whether the entry was not there before. */
        public boolean isNew() {
            return !traces.isEmpty() && traces.getFirst().before() == null;
        }
    }

    private record Noted(UUID readId, AddedProgress what) {
        static Noted of(Row row) {
            return new Noted(row.uuid("read_id"), AddedProgress.of(row));
        }
    }

    /**
     * Whether the entry is as the import left it, so that taking it back loses nothing; nobody else can change it until
     * the transaction ends. What others have hung on it is for them to tell.
     */
    public boolean isAsLeft(Session session, Done done) {
        ShelfEntry entry = shelves.lock(session, done.userId(), done.entryId()).orElse(null);
        if (entry == null) {
            return false;
        }
        Trace last = null;
        for (Trace trace : done.traces()) {
            if (last != null && !trace.follows(last)) {
                return false;
            }
            last = trace;
        }
        return (last == null || last.version() == entry.version()) && isProgressAsLeft(session, done);
    }

    /** Progress that the import noted is as it was, and none goes that somebody else noted. */
    private boolean isProgressAsLeft(Session session, Done done) {
        Before before =
                done.traces().isEmpty() ? null : done.traces().getFirst().before();
        Set<UUID> staying = before == null
                ? Set.of()
                : before.reads().stream().map(Read::id).collect(Collectors.toSet());
        boolean allStay = done.traces().isEmpty();
        Set<UUID> own = done.noted().stream().map(AddedProgress::id).collect(Collectors.toSet());
        return session.list(PROGRESS, Noted::of, Parameters.of("userbook_id", done.entryId())).stream()
                .allMatch(one -> own.contains(one.what().id())
                        ? done.noted().contains(one.what())
                        : allStay || staying.contains(one.readId()));
    }

    /**
     * Takes it back, after {@link #isAsLeft} in the same transaction.
     *
     * @param book what the row said that added the book; null when it was there before
     */
    public void takeBack(Session session, Done done, @Nullable BookDraft book) {
        ShelfEntry entry = shelves.lock(session, done.userId(), done.entryId()).orElseThrow();
        done.noted().forEach(one -> progress.delete(session, entry.id(), one.id()));
        if (done.traces().isEmpty()) {
            return;
        }
        Before before = done.traces().getFirst().before();
        if (before != null) {
            restore(session, entry, before);
            return;
        }
        shelves.delete(session, entry);
        if (book != null) {
            removeUnused(session, entry, book);
        }
    }

    private void restore(Session session, ShelfEntry entry, Before before) {
        Standing standing = shelves.standing(session, entry);
        shelves.restand(session, entry, standing, before.standing(), clock.instant());
        Set<String> staying = keys(before.tags()).collect(Collectors.toSet());
        keys(entry.tags()).filter(key -> !staying.contains(key)).forEach(key -> tags.remove(session, entry, key));
        ShelfEntry restored = new ShelfEntry(
                entry.id(),
                entry.userId(),
                entry.bookId(),
                before.status(),
                before.facts(),
                before.tags(),
                before.reviewedAt(),
                before.statusChangedAt(),
                entry.version() + 1);
        shelves.update(session, entry, restored, clock.instant());
    }

    private static Stream<String> keys(List<String> names) {
        return names.stream().map(TextKey::of);
    }

    /** A book that nobody has, and that is called as the import called it, would only be left behind. */
    private void removeUnused(Session session, ShelfEntry entry, BookDraft said) {
        Book book = books.hold(session, entry.bookId()).orElseThrow();
        boolean asAdded = entry.userId().equals(book.createdBy())
                && book.facts().titleKey().equals(said.titleKey())
                && book.facts().authorKey().equals(said.authorKey());
        boolean used = session.first(ON_A_SHELF, row -> row.uuid("id"), Parameters.of("book_id", book.id()))
                .isPresent();
        if (asAdded && !used) {
            books.delete(session, book);
        }
    }
}
