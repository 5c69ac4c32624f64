package dev.colophon.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Rows per second of {@code colophon import}, the start of the program included, beside what the database takes of the
 * same rows at most, and of the same file once more.
 */
record ImportSpeed(BenchDatabase postgresql, Path folder) {
    private static final int ROWS = 100_000;

    void run() throws Exception {
        System.out.println("\n## Import of " + ROWS + " rows\n");
        Table.head("database", "rows/s", "limit, rows/s", "ratio", "the same file again, rows/s");
        for (String name : new String[] {"bench_import", "bench_limit"}) {
            postgresql.create(name);
            Colophon.run(folder, postgresql.environment(name), "migrate");
            Colophon.run(folder, postgresql.sqlite(name), "migrate");
        }
        measure("PostgreSQL, `COPY`", postgresql.environment("bench_import"), postgresql::connect);
        measure("SQLite, a prepared insert", postgresql.sqlite("bench_import"), this::file);
    }

    /** Opens one of the two databases. */
    private interface Opening {
        Connection open(String name) throws SQLException;
    }

    private Connection file(String name) throws SQLException {
        Connection connection = DriverManager.getConnection(
                "jdbc:sqlite:" + postgresql.sqlite(name).get("SQLITE_PATH"));
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys = ON");
        }
        return connection;
    }

    private void measure(String name, Map<String, String> quiet, Opening opening) throws Exception {
        Path file = Samples.goodreads(folder, ROWS);
        Map<String, String> environment = new HashMap<>(quiet);
        environment.put("IMPORT_MAX_ROWS", Integer.toString(ROWS));
        Colophon.createUser(folder, environment, "ada");
        double rate = rate(environment, file);
        double limit;
        try (Connection from = opening.open("bench_import");
                Connection to = opening.open("bench_limit")) {
            limit = ROWS / new ImportLimit(from, to).seconds();
        }
        Table.row(
                name,
                Table.number(rate),
                Table.number(limit),
                Table.number(rate / limit),
                Table.number(rate(environment, file)));
    }

    private double rate(Map<String, String> environment, Path file) throws Exception {
        long start = System.nanoTime();
        Colophon.run(folder, environment, "import", "--user", "ada", file.toString());
        return ROWS / ((System.nanoTime() - start) / 1e9);
    }
}
