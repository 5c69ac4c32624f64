package dev.colophon.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Backup and restore of a million rows beside the tools of the databases, whole commands, the start of the program and
 * the reading back included; alternated, medians of five.
 */
record BackupSpeed(BenchDatabase environments, Path folder) {
    private static final int ROUNDS = 5;
    private static final int PORT = 55_619;

    /** Each with its author, an entry and two reads. */
    private static final int BOOKS = 200_000;

    void run() throws Exception {
        System.out.println("\n## Backup and restore, seconds\n");
        try (DumpTools tools = DumpTools.start(folder, PORT)) {
            tools.shell("createdb " + tools.connection("postgres").replace("-d postgres", "") + " bench");
            Map<String, String> postgresql = new HashMap<>(environments.environment("bench"));
            postgresql.put("POSTGRES_PORT", Integer.toString(PORT));
            postgresql.put("BACKUP_DIR", folder.resolve("backups").toString());
            Colophon.run(folder, postgresql, "migrate");
            fill(tools);
            Table.head("what", "Colophon", "control", "ratio");
            ofPostgresql(tools, postgresql);
            ofSqlite(tools, postgresql);
        }
    }

    private static void fill(DumpTools tools) throws Exception {
        String url = "jdbc:postgresql://127.0.0.1:" + tools.port() + "/bench";
        try (var connection = DriverManager.getConnection(url, "postgres", "bench")) {
            new BackupRows(BOOKS).into(connection);
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private void ofPostgresql(DumpTools tools, Map<String, String> environment) throws Exception {
        Path custom = folder.resolve("custom.dump");
        Path plain = folder.resolve("plain.sql.zst");
        String source = tools.connection("bench");
        List<Double> ours = new ArrayList<>();
        List<Double> customs = new ArrayList<>();
        List<Double> plains = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            ours.add(seconds(() -> Colophon.run(folder, environment, "backup", "create")));
            customs.add(tools.seconds("pg_dump -Fc -f " + custom + " " + source));
            plains.add(tools.seconds("pg_dump " + source + " | zstd -q -3 -f -o " + plain));
        }
        row("create on PostgreSQL, pg_dump -Fc", ours, customs);
        row("create on PostgreSQL, pg_dump | zstd -3", ours, plains);
        size("archive, pg_dump | zstd -3, MB", newest(), plain);
        List<Double> restores = new ArrayList<>();
        List<Double> controls = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            restores.add(seconds(
                    () -> Colophon.run(folder, environment, "backup", "restore", "latest", "--yes", "--no-safety")));
            tools.shell("dropdb --if-exists -h 127.0.0.1 -p " + PORT + " -U postgres copy; createdb -h 127.0.0.1 -p "
                    + PORT + " -U postgres copy");
            controls.add(tools.seconds("pg_restore -j1 " + tools.connection("copy") + " " + custom));
        }
        row("restore on PostgreSQL with comparison, pg_restore -j1", restores, controls);
    }

    private void ofSqlite(DumpTools tools, Map<String, String> postgresql) throws Exception {
        Map<String, String> environment = new HashMap<>(environments.sqlite("backup"));
        environment.put("BACKUP_DIR", postgresql.get("BACKUP_DIR"));
        String file = environment.get("SQLITE_PATH");
        Path dump = folder.resolve("sqlite.sql.zst");
        Path text = folder.resolve("sqlite.sql");
        Path copy = folder.resolve("copy.sqlite3");
        Colophon.run(
                folder, environment, "backup", "restore", newest().getFileName().toString(), "--yes", "--foreign");
        List<Double> ours = new ArrayList<>();
        List<Double> dumps = new ArrayList<>();
        List<Double> restores = new ArrayList<>();
        List<Double> loads = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            ours.add(seconds(() -> Colophon.run(folder, environment, "backup", "create")));
            dumps.add(tools.seconds("sqlite3 " + file + " .dump | zstd -q -3 -f -o " + dump));
            restores.add(seconds(
                    () -> Colophon.run(folder, environment, "backup", "restore", "latest", "--yes", "--no-safety")));
            tools.shell("zstd -q -d -f " + dump + " -o " + text + "; rm -f " + copy);
            loads.add(tools.seconds("sqlite3 " + copy + " < " + text));
        }
        row("create on SQLite, .dump | zstd -3", ours, dumps);
        row("restore on SQLite with comparison, sqlite3 < dump", restores, loads);
    }

    private Path newest() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("backups"))) {
            return files.filter(file -> file.toString().endsWith(".clb"))
                    .max((one, other) -> Long.compare(
                            one.toFile().lastModified(), other.toFile().lastModified()))
                    .orElseThrow();
        }
    }

    private static void row(String what, List<Double> ours, List<Double> control) {
        String ratio = Table.number(Table.median(ours) / Table.median(control));
        Table.row(what, Table.range(ours), Table.range(control), ratio);
    }

    private static void size(String what, Path ours, Path control) throws IOException {
        double one = Files.size(ours) / 1e6;
        double other = Files.size(control) / 1e6;
        Table.row(what, Table.number(one), Table.number(other), Table.number(one / other));
    }
}
