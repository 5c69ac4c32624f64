package dev.colophon.backup.restore;

import dev.colophon.backup.work.Workbench;
import dev.colophon.database.Ids;
import dev.colophon.migration.run.MigrationTarget;
import dev.colophon.migration.target.MigrationTargets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A database for one rehearsal: a schema beside the live one in PostgreSQL, a file in the scratch folder for
 * SQLite.
 */
record ScratchDatabase(MigrationTarget place, Removal removal) implements AutoCloseable {
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
        Path folder = Files.createTempDirectory(Files.createDirectories(bench.scratch()), "colophon-drill-");
        Path file = folder.resolve("drill.sqlite3");
        return new ScratchDatabase(MigrationTargets.of(bench.database().at(file)), () -> {
            for (Path each : list(folder)) {
                Files.deleteIfExists(each);
            }
            Files.delete(folder);
        });
    }

    private static List<Path> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static ScratchDatabase schema(Workbench bench) throws SQLException {
        String name = "colophon_drill_" + Ids.next().toString().replace("-", "");
        MigrationTarget live = MigrationTargets.of(bench.database());
        execute(live, "CREATE SCHEMA " + name);
        return new ScratchDatabase(
                MigrationTargets.schema(bench.database(), name),
                () -> execute(live, "DROP SCHEMA " + name + " CASCADE"));
    }

    /** Only names that are made above come into it. */
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
