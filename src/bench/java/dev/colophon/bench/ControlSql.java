package dev.colophon.bench;

import java.util.Map;

/**
 * What the control runs: for the two reads the product's tables and order, and its columns but for covers, progress
 * and the ids behind names.
 */
final class ControlSql {
    static final Map<String, String> TEXTS = Map.of("book", """
                    SELECT id, title, subtitle, contributors, series, isbn10, isbn13, identifiers,
                        publisher, published_on, original_year, page_count, duration_seconds,
                        language, description, version, created_at, updated_at
                    FROM books WHERE id = ?
                    """, "shelf", """
                    SELECT b.id AS book_id, b.title, b.subtitle, b.contributors, b.series,
                        b.isbn13, b.published_on, b.page_count, b.language,
                        u.id, u.status, u.format, u.ownership, u.rating, u.favourite, u.tag_names,
                        CASE WHEN u.review IS NULL THEN 0 ELSE 1 END AS has_review,
                        u.added_on, u.status_changed_at, u.version, u.updated_at
                    FROM userbooks u JOIN books b ON b.id = u.book_id
                    WHERE u.user_id = ? ORDER BY u.added_key DESC, u.id DESC LIMIT 50
                    """, "write", """
                    UPDATE userbooks SET rating_key = n.rating, rating = n.rating, version = version + 1
                    FROM (SELECT CAST(? AS bigint) AS rating) n WHERE id = ?
                    """);

    private ControlSql() {}
}
