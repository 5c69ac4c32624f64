package dev.colophon.catalogue.search;

import dev.colophon.database.Database;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import java.util.List;
import java.util.UUID;

/**
 * Keeps a table of the books whose title and first author are one key with another's, so that a list of them need not
 * look at every book. A row may outlive its reason, when the other book was changed or is gone: who reads the table
 * asks for the other book, and such rows are removed in time.
 */
final class Twins {
    private static final int BATCH = 500;

    private static final String TWIN = """
             EXISTS (SELECT 1 FROM books s
                WHERE s.title_key = b.title_key AND s.author_key = b.author_key AND s.id <> b.id)
            """;

    private static final Statement FORGET =
            Statement.of("catalogue.twin-forget", "DELETE FROM book_twins WHERE book_id = :book_id");

    private static final String INSERT = """
            INSERT INTO book_twins (book_id, title_key, author_key)
            SELECT b.id, b.title_key, b.author_key FROM books o
            JOIN books b ON b.title_key = o.title_key AND b.author_key = o.author_key
            WHERE o.id = :book_id AND""" + TWIN;

    private static final String ONCE = "ON CONFLICT (book_id) DO NOTHING";

    /**
     * The book itself and those that are as it is. One that somebody is removing, changing or adding here is left to
     * {@link #complete}: to wait for them could end in a circle, and a removed one has no place in the table.
     */
    private static final Statement ADD =
            Statement.split("catalogue.twin-add", INSERT + "FOR NO KEY UPDATE OF b SKIP LOCKED " + ONCE, INSERT + ONCE);

    private static final Statement MISSING = Statement.of(
            "catalogue.twins-missing",
            "SELECT b.id FROM books b WHERE" + TWIN
                    + "AND NOT EXISTS (SELECT 1 FROM book_twins t WHERE t.book_id = b.id) LIMIT " + BATCH);

    private static final Statement REMOVE_LONELY = Statement.of("catalogue.twins-remove-lonely", """
                    DELETE FROM book_twins WHERE NOT EXISTS (
                        SELECT 1 FROM books b JOIN books s ON s.title_key = b.title_key AND s.author_key = b.author_key
                        WHERE b.id = book_twins.book_id AND b.title_key = book_twins.title_key
                          AND b.author_key = book_twins.author_key AND s.id <> b.id)
                    """);

    private Twins() {}

    /** After a book was stored, in the same transaction. */
    static void write(Session session, UUID bookId) {
        Parameters book = Parameters.of("book_id", bookId);
        session.execute(FORGET, book);
        session.execute(ADD, book);
    }

    /** Adds those that a program of an older release or a restore left out, and removes what is none any more. */
    static void complete(Database database) {
        database.write(session -> session.execute(REMOVE_LONELY, Parameters.none()));
        long added;
        do {
            List<UUID> missing =
                    database.read(session -> session.list(MISSING, row -> row.uuid("id"), Parameters.none()));
            added = database.write(session -> missing.stream()
                    .mapToLong(id -> session.execute(ADD, Parameters.of("book_id", id)))
                    .sum());
        } while (added > 0);
    }
}
