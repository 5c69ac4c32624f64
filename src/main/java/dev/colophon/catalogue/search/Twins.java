package dev.colophon.catalogue.search;

import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.json.Json;
import java.util.List;
import java.util.UUID;

/**
 * Keeps a table of the books whose title and first author are one key with another's, so that a list of them need not
 * look at every book. A row may outlive its reason, when the other book was changed or is gone: who reads the table
 * asks for the other book, and such rows are removed in time.
 */
final class Twins {
    /** That the book {@code b} is one. */
    static final String TWIN = """
             EXISTS (SELECT 1 FROM books s
                WHERE s.title_key = b.title_key AND s.author_key = b.author_key AND s.id <> b.id)
            """;

    private static final String IDS_POSTGRESQL =
            "(SELECT CAST(j.value AS uuid) FROM json_array_elements_text(CAST(:ids AS json)) j)";

    private static final String IDS_SQLITE = "(SELECT j.value FROM json_each(:ids) j)";

    private static final String DELETE = "DELETE FROM book_twins WHERE book_id IN ";

    private static final Statement FORGET =
            Statement.split("catalogue.twins-forget", DELETE + IDS_POSTGRESQL, DELETE + IDS_SQLITE);

    private static final String INSERT = """
            INSERT INTO book_twins (book_id, title_key, author_key)
            SELECT b.id, b.title_key, b.author_key FROM books o
            JOIN books b ON b.title_key = o.title_key AND b.author_key = o.author_key
            WHERE""" + TWIN + " AND o.id IN ";

    private static final String ONCE = " ON CONFLICT (book_id) DO NOTHING";

    /**
     * The books themselves and those that are as they are. One that somebody is removing, changing or adding here is
     * left to {@link TwinUpkeep}: to wait for them could end in a circle, and a removed one has no place in the table.
     */
    private static final Statement ADD = Statement.split(
            "catalogue.twins-add",
            INSERT + IDS_POSTGRESQL + " FOR NO KEY UPDATE OF b SKIP LOCKED" + ONCE,
            INSERT + IDS_SQLITE + ONCE);

    private Twins() {}

    /** After books were stored, in the same transaction. */
    static void write(Session session, List<UUID> books) {
        session.execute(FORGET, ids(books));
        add(session, books);
    }

    private static Parameters ids(List<UUID> books) {
        return Parameters.of("ids", Json.writeText(books));
    }

    /** Adds those of these books that are twins, and their twins. */
    static long add(Session session, List<UUID> books) {
        return session.execute(ADD, ids(books));
    }
}
