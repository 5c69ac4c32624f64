package dev.colophon.migration.target;

import dev.colophon.migration.run.MigrationTarget;
import dev.colophon.settings.DatabaseSettings;

/** Picks the target by the engine of the settings. */
public final class MigrationTargets {
    private MigrationTargets() {}

    public static MigrationTarget of(DatabaseSettings settings) {
        return switch (settings.engine()) {
            case POSTGRESQL -> new PostgresqlTarget(settings);
            case SQLITE -> new SqliteTarget(settings);
        };
    }
}
