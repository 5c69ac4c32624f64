package dev.colophon.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A million rows, roughly, of readers who keep books: texts of a few words, keys, dates, a review here and there. Ids
 * grow in the order of the rows, as the program's UUIDv7 do.
 */
record BackupRows(int books) {
    private static final String ID = "(lpad(to_hex($2), 12, '0') || '7000' || substr(md5('$1' || ($2)), 1, 16))::uuid";

    void into(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (String sql : statements()) {
                statement.execute(sql);
            }
            statement.execute("ANALYZE");
        }
    }

    private List<String> statements() {
        return List.of("""
                INSERT INTO users (id, username, username_key, password_hash, display_name, role, visibility,
                    token_epoch, created_at, updated_at)
                SELECT ID(u, n), 'reader' || n, 'reader' || n, 'x', 'Reader ' || n, 'user', 'private', 0, now(), now()
                FROM generate_series(1, 100) n
                """, """
                INSERT INTO books (id, title, title_key, author_key, author_sort_key, search_key, contributors, series,
                    identifiers, isbn13, language, publisher, published_on, page_count, description, version,
                    created_at, updated_at)
                SELECT ID(b, n), 'The Synthetic Volume ' || n, 'synthetic volume ' || n, 'author ' || n % 5000,
                    'author ' || n % 5000, 'the synthetic volume ' || n || ' author ' || n % 5000,
                    '[{"name":"Author ' || n % 5000 || '","role":"author"}]', '[]', '[]', '978' || lpad(n::text, 10, '0'),
                    'en', 'Sample Press', '2001-05', 80 + n % 700,
                    CASE WHEN n % 3 = 0 THEN repeat('A description of some words, as they are. ', 5) END, 1,
                    now() - n * interval '1 minute', now() - n * interval '1 second'
                FROM generate_series(1, BOOKS) n
                """, """
                INSERT INTO authors (id, name, name_key)
                SELECT ID(a, n), 'Author ' || n, 'author ' || n FROM generate_series(0, 4999) n
                """, """
                INSERT INTO book_authors (book_id, author_id, role, ordinal)
                SELECT ID(b, n), ID(a, n % 5000), 'author', 0 FROM generate_series(1, BOOKS) n
                """, """
                INSERT INTO userbooks (id, user_id, book_id, status, ownership, copies, rating, review, review_spoiler,
                    favourite, added_on, status_changed_at, tag_names, title_key, author_sort_key, rating_key, added_key,
                    version, created_at, updated_at)
                SELECT ID(e, n), ID(u, 1 + n % 100), ID(b, n), 'read', 'owned', 1, 1 + n % 20,
                    CASE WHEN n % 10 = 0 THEN repeat('A review, with a line''s end.' || chr(10), 8) END, false, n % 7 = 0,
                    date '2010-01-01' + n % 4000, now() - n * interval '1 minute', '[]', 'synthetic volume ' || n,
                    'author ' || n % 5000, 1 + n % 20, date '2010-01-01' + n % 4000, 1,
                    now() - n * interval '1 minute', now() - n * interval '1 second'
                FROM generate_series(1, BOOKS) n
                """, """
                INSERT INTO reads (id, userbook_id, started_on, finished_on, outcome, source)
                SELECT ID(r, 2 * n + part), ID(e, n), date '2010-01-01' + n % 4000,
                    date '2010-01-01' + n % 4000 + 12, 'finished', 'manual'
                FROM generate_series(1, BOOKS) n, generate_series(1, 2) part
                """).stream()
                .map(this::complete)
                .toList();
    }

    private String complete(String sql) {
        return sql.replaceAll("ID\\((.), ([^)]*)\\)", ID).replace("BOOKS", Integer.toString(books));
    }
}
