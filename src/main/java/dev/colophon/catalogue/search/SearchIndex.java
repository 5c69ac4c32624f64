package dev.colophon.catalogue.search;

import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.json.Json;
import java.util.List;
import java.util.UUID;

/** Keeps the index and the table of twins in step with books, in the transaction that changes them. */
public final class SearchIndex {
    private static final String VERSIONS = "INSERT INTO book_search (book_id, version) ";
    private static final String NEWEST = " ON CONFLICT (book_id) DO UPDATE SET version = excluded.version";

    private static final Statement WRITE_VERSIONS = Statement.split(
            "catalogue.search-versions",
            VERSIONS + "SELECT r.id, r.version FROM json_to_recordset(CAST(:books AS json)) r (id uuid, version bigint)"
                    + NEWEST,
            VERSIONS + "SELECT j.value ->> 'id', j.value ->> 'version' FROM json_each(:books) j WHERE true" + NEWEST);

    private static final Statement WRITE_TOKENS = Statement.split("catalogue.search-tokens", """
                    INSERT INTO book_search_tokens (book_id, tokens)
                    SELECT r.id, array_to_tsvector(string_to_array(r.tokens, ' '))
                    FROM json_to_recordset(CAST(:books AS json)) r (id uuid, tokens text)
                    ON CONFLICT (book_id) DO UPDATE SET tokens = excluded.tokens
                    """, """
                    INSERT OR REPLACE INTO book_search_tokens (rowid, tokens)
                    SELECT s.row_id, j.value ->> 'tokens' FROM json_each(:books) j
                    CROSS JOIN book_search s WHERE s.book_id = j.value ->> 'id'
                    """);

    /**
     * Words of many books go into PostgreSQL's index together, in a third of the time that each alone takes; a list
     * that waited longer would be read by every search. Only the owner of the index may; for another role PostgreSQL
     * does it when the list is long.
     */
    private static final Statement MERGE_TOKENS = Statement.split("catalogue.search-merge", """
                    SELECT CASE WHEN pg_has_role(i.relowner, 'USAGE') THEN gin_clean_pending_list(i.oid) ELSE 0 END
                        AS pages
                    FROM pg_class i WHERE i.oid = to_regclass('book_search_by_token')
                    """, "SELECT 0 AS pages");

    /** On PostgreSQL the book would take it along; FTS5 knows no foreign keys. */
    private static final Statement REMOVE =
            Statement.split("catalogue.search-remove", "DELETE FROM book_search_tokens WHERE book_id = :book_id", """
                    DELETE FROM book_search_tokens
                    WHERE rowid = (SELECT s.row_id FROM book_search s WHERE s.book_id = :book_id)
                    """);

    /** As the statements read it. */
    private record Tokens(UUID id, long version, String tokens) {
        static Tokens of(IndexedBook book) {
            return new Tokens(book.id(), book.version(), SearchTokens.of(book.line()));
        }
    }

    /** After books were stored, each of them once; a few statements, however many there are. */
    public void write(Session session, List<IndexedBook> books) {
        writeSingle(session, books);
        Twins.write(session, books.stream().map(IndexedBook::id).toList());
    }

    /** The same of new books that are surely no twins, for no other has their title and first author. */
    public void writeSingle(Session session, List<IndexedBook> books) {
        String rows = Json.writeText(books.stream().map(Tokens::of).toList());
        session.execute(WRITE_VERSIONS, Parameters.of("books", rows));
        session.execute(WRITE_TOKENS, Parameters.of("books", rows));
        session.list(MERGE_TOKENS, row -> row.number("pages"));
    }

    /** Before a book is removed. */
    public void remove(Session session, UUID bookId) {
        session.execute(REMOVE, Parameters.of("book_id", bookId));
    }
}
