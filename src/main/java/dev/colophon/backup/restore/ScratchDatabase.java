package dev.colophon.backup.restore;

import dev.colophon.backup.work.Workbench;
import dev.colophon.database.Ids;
import dev.colophon.migration.run.MigrationTarget;
import dev.colophon.migration.target.MigrationTargets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A database for one rehearsal: a schema beside the live one in PostgreSQL, a file in the scratch folder for
 * SQLite.
 */
record ScratchDatabase(MigrationTarget place, Removal removal) implements AutoCloseable {
    private static final String SCHEMA = "colophon_drill_";
    private static final String FOLDER = "colophon-drill-";

    /** What is older than this was left by a process that was killed. */
    private static final Duration LONGEST = Duration.ofDays(2);

    /** How it goes away. */
    interface Removal {
        void run() throws IOException, SQLException;
    }

    static ScratchDatabase make(Workbench bench) throws IOException, SQLException {
        return switch (bench.database().engine()) {
            case SQLITE -> file(bench);
            case POSTGRESQL -> schema(bench);
        };
    }

    private static ScratchDatabase file(Workbench bench) throws IOException {
        Path scratch = Files.createDirectories(bench.scratch());
        FileTime oldest = FileTime.from(bench.now().minus(LONGEST));
        for (Path left : list(scratch)) {
            boolean ours = left.getFileName().toString().startsWith(FOLDER) && Files.isDirectory(left);
            if (ours && Files.getLastModifiedTime(left).compareTo(oldest) < 0) {
                delete(left);
            }
        }
        Path folder = Files.createTempDirectory(scratch, FOLDER);
        Path file = folder.resolve("drill.sqlite3");
        return new ScratchDatabase(MigrationTargets.of(bench.database().at(file)), () -> delete(folder));
    }

    private static void delete(Path folder) throws IOException {
        for (Path each : list(folder)) {
            Files.deleteIfExists(each);
        }
        Files.delete(folder);
    }

    private static List<Path> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static ScratchDatabase schema(Workbench bench) throws SQLException {
        MigrationTarget live = MigrationTargets.of(bench.database());
        for (String left : left(live, bench.now().minus(LONGEST))) {
            execute(live, "DROP SCHEMA IF EXISTS " + left + " CASCADE");
        }
        String name = SCHEMA + Ids.next().toString().replace("-", "");
        execute(live, "CREATE SCHEMA " + name);
        return new ScratchDatabase(
                MigrationTargets.schema(bench.database(), name),
                () -> execute(live, "DROP SCHEMA " + name + " CASCADE"));
    }

    /** An id begins with its time in milliseconds. */
    private static List<String> left(MigrationTarget live, Instant oldest) throws SQLException {
        String end = SCHEMA + String.format("%012x", oldest.toEpochMilli());
        List<String> names = new ArrayList<>();
        try (Connection connection = live.open();
                var statement = connection.prepareStatement("SELECT nspname FROM pg_namespace WHERE nspname ~ ('^' || ?"
                        + " || '[0-9a-f]{32}$') AND nspname COLLATE \"C\" < ?")) {
            statement.setString(1, SCHEMA);
            statement.setString(2, end);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        return names;
    }

    /** Only names that are made here come into it. */
    private static void execute(MigrationTarget live, String sql) throws SQLException {
        try (Connection connection = live.open();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException, SQLException {
        removal.run();
    }
}
