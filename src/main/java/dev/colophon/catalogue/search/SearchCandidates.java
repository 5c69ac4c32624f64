package dev.colophon.catalogue.search;

import dev.colophon.database.Parameters;
import dev.colophon.text.SearchWords;

/** The books that the index names for some words; {@link WordMatch} decides which of them are meant. */
public final class SearchCandidates {
    /**
     * A subquery {@code f} with their {@code book_id}, for PostgreSQL; found before anything is joined to them, so that
     * no plan begins with all books.
     */
    public static final String POSTGRESQL = """
            (WITH found AS MATERIALIZED (
                SELECT t.book_id FROM book_search_tokens t WHERE t.tokens @@ CAST(
                    '''' || replace(CAST(:tokens AS text), ' ', ''':* & ''') || ''':*' AS tsquery))
            SELECT found.book_id FROM found) f
            """;

    /** The same for SQLite, where what is joined by CROSS JOIN comes after it. */
    public static final String SQLITE = """
            (SELECT s.book_id FROM book_search_tokens t CROSS JOIN book_search s ON s.row_id = t.rowid
            WHERE t.book_search_tokens MATCH '"' || replace(:tokens, ' ', '" * AND "') || '" *') f
            """;

    private SearchCandidates() {}

    /** The value of the subquery's parameter, for books that have the words somewhere. */
    public static Parameters within(SearchWords words) {
        return of(words, false);
    }

    /**
     * @param beginning whether words of the book begin so
     */
    static Parameters of(SearchWords words, boolean beginning) {
        return Parameters.of("tokens", SearchTokens.of(words, beginning));
    }
}
