package dev.colophon.backup.place;

import dev.colophon.migration.Sandbox;
import dev.colophon.migration.connection.MigratorConnections;
import dev.colophon.migration.target.MigrationTargets;
import dev.colophon.settings.DatabaseSettings.Engine;
import java.nio.file.Path;
import java.sql.SQLException;

/** Content that tells whether it is whole: rows that all carry the number of one generation. */
final class Shelves {
    static final int ROWS = 200;

    private Shelves() {}

    /** Live data of a generation, at level 2 of 3. */
    static Sandbox live(Engine engine, Path folder, int generation) throws SQLException {
        var sandbox = new Sandbox(engine, folder);
        sandbox.script("V002__shelf.sql", "CREATE TABLE shelf (id bigint PRIMARY KEY, generation bigint);");
        sandbox.migrator().migrate();
        sandbox.script("V003__note.sql", "ALTER TABLE shelf ADD COLUMN note text;");
        fill(MigrationTargets.of(sandbox.settings), generation);
        return sandbox;
    }

    static void fill(MigratorConnections place, int generation) throws SQLException {
        try (var connection = place.open();
                var insert = connection.prepareStatement("INSERT INTO shelf (id, generation) VALUES (?, ?)")) {
            connection.setAutoCommit(false);
            for (int row = 0; row < ROWS; row++) {
                insert.setLong(1, row);
                insert.setLong(2, generation);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    /** The one generation that is live. */
    static int generation(Sandbox sandbox) {
        String found = sandbox.query("SELECT generation, count(*) FROM shelf GROUP BY generation");
        String[] parts = found.split("[|]");
        if (parts.length != 2 || Integer.parseInt(parts[1]) != ROWS) {
            throw new AssertionError("the live data is neither old nor new: " + found);
        }
        return Integer.parseInt(parts[0]);
    }
}
