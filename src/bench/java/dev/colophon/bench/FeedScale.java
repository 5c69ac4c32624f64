package dev.colophon.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The feed of readers who follow 1,000, all and 10 others, over a million entries of journals; then the same when one of
 * those who are followed has written ten thousand entries at the end that nobody else may see.
 */
record FeedScale(BenchDatabase postgresql, Path folder) {
    private static final String NAME = "feed_scale";
    private static final int READERS = 3_000;
    private static final int ENTRIES_OF_READER = 100;
    private static final int HIDDEN = 10_000;
    private static final int WARM_UP = 50;
    private static final int REQUESTS = 300;

    /** Who asks, and how many they follow. */
    private enum Asker {
        TYPICAL(ScaleSize.TYPICAL, 1_000),
        HEAVY(ScaleSize.HEAVY, READERS),
        ADMIN(ScaleSize.ADMIN, 10);

        private final int reader;
        private final int follows;

        Asker(int reader, int follows) {
            this.reader = reader;
            this.follows = follows;
        }

        private ScaleCase at(String what, String path, int deep) {
            return new ScaleCase(what + ", " + follows + " followed", reader, path, deep);
        }
    }

    /**
     * @param arguments how many entries, a million when there is none; then postgresql or sqlite, both when there is
     *     none
     */
    void run(List<String> arguments) throws Exception {
        int entries = arguments.isEmpty() ? 1_000_000 : Integer.parseInt(arguments.getFirst());
        for (String engine : arguments.size() < 2 ? List.of("postgresql", "sqlite") : List.of(arguments.get(1))) {
            System.out.printf("%n## Feed, %s, %,d entries of %,d readers%n%n", engine, entries, READERS);
            run(entries, engine.equals("postgresql"));
        }
    }

    private void run(int entries, boolean onServer) throws Exception {
        if (onServer) {
            postgresql.create(NAME);
        }
        Map<String, String> environment = onServer ? postgresql.environment(NAME) : postgresql.sqlite(NAME);
        Colophon.run(folder, environment, "migrate");
        Colophon.createUser(folder, environment, "ada");
        try (Connection connection = onServer
                ? postgresql.connect(NAME)
                : DriverManager.getConnection("jdbc:sqlite:" + environment.get("SQLITE_PATH"))) {
            connection.setAutoCommit(false);
            new Filling(connection, onServer).fill(entries);
            connection.commit();
            connection.setAutoCommit(true);
            try (Child child = Colophon.serve(folder, environment)) {
                ScaleServer server = ScaleServer.signedIn(Colophon.address(child.awaitLine(Colophon.READY)));
                Table.head("what", "p50 ms", "p95 ms");
                measure(server, "");
                new Filling(connection, onServer).hide();
                measure(server, ", one hides " + HIDDEN);
            }
        }
    }

    private static void measure(ScaleServer server, String when) throws Exception {
        List<ScaleCase> cases = new ArrayList<>();
        for (Asker asker : Asker.values()) {
            cases.add(asker.at("API feed" + when, "/api/v1/feed", 0));
            cases.add(asker.at("API feed, deep" + when, "/api/v1/feed", 20));
            cases.add(asker.at("page" + when, "/feed", 0));
        }
        cases.add(
                new ScaleCase("API journal of another" + when, ScaleSize.TYPICAL, "/api/v1/users/reader5/journal", 0));
        cases.add(new ScaleCase("API me, to compare" + when, ScaleSize.TYPICAL, "/api/v1/me", 0));
        for (ScaleCase one : cases) {
            String path = server.path(one);
            List<Double> millis = new ArrayList<>();
            for (int request = 0; request < WARM_UP + REQUESTS; request++) {
                double taken = server.millis(one.reader(), path);
                if (request >= WARM_UP) {
                    millis.add(taken);
                }
            }
            Collections.sort(millis);
            Table.row(
                    one.name(), Table.number(millis.get(REQUESTS / 2)), Table.number(millis.get(REQUESTS * 95 / 100)));
        }
    }

    /** Rows that the database makes itself. */
    private record Filling(Connection connection, boolean onServer) {
        private static final String AT = "'2024-01-01T00:00:00.000000Z'";

        private void fill(int entries) throws SQLException {
            run(
                    READERS,
                    "INSERT INTO users (id, username, username_key, password_hash, display_name, role, visibility,"
                            + " token_epoch, created_at, updated_at) SELECT " + id('1', "i") + ", " + name("i") + ", "
                            + name("i")
                            + ", (SELECT password_hash FROM users WHERE username = 'ada'), 'Reader', 'user',"
                            + " CASE WHEN i % 5 = 0 THEN 'followers' ELSE 'public' END, 0, " + AT + ", " + AT
                            + " FROM n");
            for (Asker asker : Asker.values()) {
                run(
                        READERS,
                        "INSERT INTO follows (follower_id, followee_id, state, created_at) SELECT "
                                + id('1', String.valueOf(asker.reader)) + ", " + id('1', "i") + ", 'accepted', " + AT
                                + " FROM n WHERE i >= 3 AND i * 7 % " + READERS + " < " + asker.follows);
            }
            run(
                    2_000,
                    "INSERT INTO books (id, title, title_key, author_key, author_sort_key, search_key, contributors,"
                            + " series, identifiers, version, created_at, updated_at) SELECT " + id('2', "i")
                            + ", 'Book ' || i, 'book', 'author', 'author', 'book',"
                            + " '[{\"name\":\"Ida Muster\",\"role\":\"author\"}]', '[]', '{}', 1, " + AT + ", " + AT
                            + " FROM n");
            run(
                    READERS * ENTRIES_OF_READER,
                    "INSERT INTO userbooks (id, user_id, book_id, status, ownership, copies,"
                            + " rating_key, review_spoiler, favourite, visibility, added_key, status_changed_at, tag_names,"
                            + " title_key, author_sort_key, version, created_at, updated_at) SELECT " + id('3', "i")
                            + ", "
                            + id('1', "i / " + ENTRIES_OF_READER) + ", "
                            + id('2', "i % " + ENTRIES_OF_READER + " + i / " + ENTRIES_OF_READER + " % 19 * 100")
                            + ", 'read', 'none', 0, 0, " + no() + ", " + no()
                            + ", CASE i % 20 WHEN 0 THEN 'private' WHEN 1 THEN 'private' WHEN 2 THEN 'followers'"
                            + " ELSE 'inherit' END, '0001-01-01', " + AT + ", '[]', 'book', 'author', 1, " + AT + ", "
                            + AT
                            + " FROM n");
            run(entries, journal("inherit", "3 + i % " + (READERS - 3), "CAST(i AS bigint) * 7919 % 63072000"));
            connection.createStatement().execute(onServer ? "ANALYZE" : "PRAGMA optimize");
        }

        /** The newest of one who is followed by all who ask. */
        private void hide() throws SQLException {
            run(HIDDEN, journal("private", "2143", "63072000 + i"));
        }

        private String journal(String visibility, String reader, String second) {
            return "INSERT INTO journals (id, user_id, kind, userbook_id, visibility, happened_at, version, updated_at)"
                    + " SELECT " + id(visibility.equals("private") ? '5' : '4', "i") + ", " + id('1', reader)
                    + ", 'reviewed', "
                    + id(
                            '3',
                            "(" + reader + ") * " + ENTRIES_OF_READER + " + i / " + READERS + " % " + ENTRIES_OF_READER)
                    + ", '" + visibility + "', " + moment(second) + ", 1, " + AT + " FROM n";
        }

        private void run(int rows, String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < "
                        + (rows - 1) + ") " + sql);
            }
        }

        private String no() {
            return onServer ? "false" : "0";
        }

        private static String name(String number) {
            StringBuilder name = new StringBuilder("CASE " + number);
            for (Asker asker : Asker.values()) {
                name.append(" WHEN ").append(asker.reader).append(" THEN '");
                name.append(asker.name().toLowerCase(Locale.ROOT)).append('\'');
            }
            return name + " ELSE 'reader' || " + number + " END";
        }

        private String id(char kind, String number) {
            String zeros = "'00000000-0000-7000-8" + kind + "00-";
            return onServer
                    ? "(" + zeros + "' || lpad(CAST(" + number + " AS text), 12, '0'))::uuid"
                    : "printf(" + zeros + "%012d', " + number + ")";
        }

        private String moment(String second) {
            String seconds = "1704067200 + (" + second + ")";
            return onServer
                    ? "to_timestamp(" + seconds + ")"
                    : "strftime('%Y-%m-%dT%H:%M:%S.000000Z', " + seconds + ", 'unixepoch')";
        }
    }
}
