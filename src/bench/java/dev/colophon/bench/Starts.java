package dev.colophon.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Milliseconds from the start of the process to the line that says it is ready. */
record Starts(BenchDatabase postgresql, Path folder) {
    private static final int ROUNDS = 7;

    void run() throws Exception {
        System.out.println("\n## Start to ready, ms, median (least–most) of " + ROUNDS + "\n");
        Table.head("start", "ms", "× skeleton");
        postgresql.create("bench_start");
        Map<String, String> onPostgresql = postgresql.environment("bench_start");
        Map<String, String> onSqlite = postgresql.sqlite("bench-start");
        Colophon.run(folder, onPostgresql, "migrate");
        Colophon.run(folder, onSqlite, "migrate");
        postgresql.create("bench_skeleton");
        skeleton();
        List<Double> skeleton = new ArrayList<>();
        List<Double> nothing = new ArrayList<>();
        List<Double> sqlite = new ArrayList<>();
        List<Double> everything = new ArrayList<>();
        List<Double> sqliteEverything = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            skeleton.add(skeleton());
            nothing.add(colophon(onPostgresql));
            sqlite.add(colophon(onSqlite));
            postgresql.create("bench_start_all");
            everything.add(colophon(postgresql.environment("bench_start_all")));
            sqliteEverything.add(colophon(postgresql.sqlite("bench-start-all-" + round)));
        }
        double base = Table.median(skeleton);
        row("skeleton of the same libraries (PostgreSQL)", skeleton, base);
        row("PostgreSQL, nothing to migrate", nothing, base);
        row("SQLite, nothing to migrate", sqlite, base);
        row("PostgreSQL, all migrations", everything, base);
        row("SQLite, all migrations", sqliteEverything, base);
    }

    private static void row(String name, List<Double> millis, double base) {
        Table.row(name, Table.range(millis), Table.number(Table.median(millis) / base));
    }

    private double colophon(Map<String, String> environment) throws Exception {
        try (Child child = Colophon.serve(folder, environment)) {
            return child.awaitLine(Colophon.READY).millis();
        }
    }

    private double skeleton() throws Exception {
        Path migrations = Files.createDirectories(folder.resolve("skeleton-migrations"));
        Files.writeString(migrations.resolve("V001__one.sql"), "CREATE TABLE one (id bigint PRIMARY KEY);");
        List<String> arguments = List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Skeleton.class.getName(),
                postgresql.jdbcUrl("bench_skeleton"),
                "postgres",
                "bench",
                "filesystem:" + migrations);
        try (Child child = Child.start(folder, Map.of(), arguments)) {
            return child.awaitLine("skeleton ready").millis();
        }
    }
}
