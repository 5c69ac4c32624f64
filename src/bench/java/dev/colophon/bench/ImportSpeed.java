package dev.colophon.bench;

import java.nio.file.Path;
import java.util.Map;

/**
 * Rows per second of {@code colophon import}, the start of the program included, once and again.
 */
record ImportSpeed(BenchDatabase postgresql, Path folder) {
    private static final int ROWS = 10_000;

    void run() throws Exception {
        System.out.println("\n## Import of " + ROWS + " rows\n");
        Table.head("database", "first import, rows/s", "the same file again, rows/s");
        postgresql.create("bench_import");
        measure("PostgreSQL", postgresql.environment("bench_import"));
        measure("SQLite", postgresql.sqlite("bench-import"));
    }

    private void measure(String name, Map<String, String> environment) throws Exception {
        Path file = Samples.goodreads(folder, ROWS);
        Colophon.run(folder, environment, "migrate");
        Colophon.createUser(folder, environment, "ada");
        Table.row(name, rate(environment, file), rate(environment, file));
    }

    private String rate(Map<String, String> environment, Path file) throws Exception {
        long start = System.nanoTime();
        Colophon.run(folder, environment, "import", "--user", "ada", file.toString());
        return Table.number(ROWS / ((System.nanoTime() - start) / 1e9));
    }
}
