package dev.colophon.shelf.copy;

import dev.colophon.catalogue.copy.BookCopies;
import dev.colophon.database.Database;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * The entries of a reader in the order of an export, which is that of the keys of their books: ids differ from server
 * to server. They are in memory all at once, some hundred bytes each, for no index has this order.
 */
public final class EntryKeys {
    private static final int AT_ONCE = 1_000;

    private static final Statement KEYS = Statement.of("shelf.entry-keys", """
                    SELECT u.id, u.book_id, b.identifiers FROM userbooks u JOIN books b ON b.id = u.book_id
                    WHERE u.user_id = :user_id AND u.book_id > :after ORDER BY u.book_id LIMIT :limit
                    """);

    private EntryKeys() {}

    /** An entry and what an export calls its book. */
    public record Keyed(UUID entryId, UUID bookId, UUID key) {
        static Keyed of(Row row) {
            UUID bookId = row.uuid("book_id");
            return new Keyed(row.uuid("id"), bookId, BookCopies.key(bookId, row.text("identifiers")));
        }

        /** As text: the two databases and Java order ids differently. */
        private String name() {
            return key.toString();
        }
    }

    /** All entries of a reader, ordered by the keys of their books. */
    public static List<Keyed> of(Database database, UUID reader) {
        List<Keyed> all = new ArrayList<>();
        List<Keyed> part = List.of();
        do {
            Parameters next = Parameters.of("user_id", reader)
                    .and("after", part.isEmpty() ? Ids.FIRST : part.getLast().bookId())
                    .and("limit", AT_ONCE);
            part = database.read(session -> session.list(KEYS, Keyed::of, next));
            all.addAll(part);
        } while (part.size() == AT_ONCE);
        all.sort(Comparator.comparing(Keyed::name));
        return all;
    }
}
