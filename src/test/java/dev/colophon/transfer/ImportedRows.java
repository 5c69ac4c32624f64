package dev.colophon.transfer;

import java.util.List;

/** All that an import leaves behind but ids and times, for telling whether two did the same. */
public final class ImportedRows {
    /** The last one is of the rows of the first import. */
    public static final List<String> QUERIES = List.of(
            "SELECT title, subtitle, contributors, series, isbn13, identifiers, search_key, version FROM books ORDER BY 6, 1",
            "SELECT b.identifiers, a.name_key, l.role, l.ordinal FROM book_authors l JOIN authors a ON a.id = l.author_id"
                    + " JOIN books b ON b.id = l.book_id ORDER BY 1, 2, 4",
            "SELECT b.identifiers, s.name_key, l.position FROM book_series l JOIN series s ON s.id = l.series_id"
                    + " JOIN books b ON b.id = l.book_id ORDER BY 1, 2",
            "SELECT scheme, value FROM book_identifiers ORDER BY 1, 2",
            "SELECT COUNT(*), MAX(version) FROM book_search",
            "SELECT COUNT(*) FROM book_search_tokens",
            "SELECT COUNT(*) FROM book_twins",
            "SELECT b.identifiers, u.status, u.rating, u.tag_names, u.title_key, u.author_sort_key, u.rating_key,"
                    + " u.added_key, u.review FROM userbooks u JOIN books b ON b.id = u.book_id ORDER BY 1, 5",
            "SELECT b.identifiers, r.started_on, r.finished_on, r.outcome, r.source FROM reads r"
                    + " JOIN userbooks u ON u.id = r.userbook_id JOIN books b ON b.id = u.book_id ORDER BY 1, 2, 3, 4",
            "SELECT b.identifiers, t.name_key, x.position FROM userbook_tags x JOIN tags t ON t.id = x.tag_id"
                    + " JOIN userbooks u ON u.id = x.userbook_id JOIN books b ON b.id = u.book_id ORDER BY 1, 2",
            "SELECT place, outcome, reason_code, message FROM import_items"
                    + " WHERE job_id = (SELECT j.id FROM import_jobs j ORDER BY j.id LIMIT 1) ORDER BY 1");

    private ImportedRows() {}
}
