package dev.colophon.catalogue.search;

import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import java.util.UUID;

/** Keeps the index and the table of twins in step with a book, in the transaction that changes it. */
public final class SearchIndex {
    private static final Statement VERSION = Statement.of("catalogue.search-version", """
                    INSERT INTO book_search (book_id, version)
                    SELECT b.id, b.version FROM books b WHERE b.id = :book_id
                    ON CONFLICT (book_id) DO UPDATE SET version = excluded.version
                    """);

    private static final Statement TOKENS = Statement.split("catalogue.search-tokens", """
                    INSERT INTO book_search_tokens (book_id, tokens)
                    VALUES (:book_id, array_to_tsvector(string_to_array(CAST(:tokens AS text), ' ')))
                    ON CONFLICT (book_id) DO UPDATE SET tokens = excluded.tokens
                    """, """
                    INSERT OR REPLACE INTO book_search_tokens (rowid, tokens)
                    SELECT s.row_id, :tokens FROM book_search s WHERE s.book_id = :book_id
                    """);

    /** On PostgreSQL the book would take it along; FTS5 knows no foreign keys. */
    private static final Statement REMOVE =
            Statement.split("catalogue.search-remove", "DELETE FROM book_search_tokens WHERE book_id = :book_id", """
                    DELETE FROM book_search_tokens
                    WHERE rowid = (SELECT s.row_id FROM book_search s WHERE s.book_id = :book_id)
                    """);

    /**
     * After a book was stored.
     *
     * @param line of the book, see {@link dev.colophon.text.SearchLine}
     */
    public void write(Session session, UUID bookId, String line) {
        session.execute(VERSION, Parameters.of("book_id", bookId));
        session.execute(TOKENS, Parameters.of("book_id", bookId).and("tokens", SearchTokens.of(line)));
        Twins.write(session, bookId);
    }

    /** Before a book is removed. */
    public void remove(Session session, UUID bookId) {
        session.execute(REMOVE, Parameters.of("book_id", bookId));
    }
}
