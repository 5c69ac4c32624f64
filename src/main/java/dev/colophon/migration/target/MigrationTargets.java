package dev.colophon.migration.target;

import dev.colophon.migration.run.MigrationTarget;
import dev.colophon.settings.DatabaseSettings;

/** Picks the target by the engine of the settings. */
public final class MigrationTargets {
    private MigrationTargets() {}

    public static MigrationTarget of(DatabaseSettings settings) {
        return switch (settings.engine()) {
            case POSTGRESQL -> new PostgresqlTarget(settings, null);
            case SQLITE -> new SqliteTarget(settings);
        };
    }

    /**
     * A schema beside the one that is served, in the same PostgreSQL database.
     *
     * @param schema exists; its connections see nothing else
     */
    public static MigrationTarget schema(DatabaseSettings settings, String schema) {
        return new PostgresqlTarget(settings, schema);
    }
}
