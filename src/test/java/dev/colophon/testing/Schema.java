package dev.colophon.testing;

import dev.colophon.migration.Migrator;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.MigrationSettings;
import java.time.InstantSource;
import java.util.Optional;

/** Brings a database up as the program does. */
final class Schema {
    private Schema() {}

    static void bringUp(DatabaseSettings settings) {
        new Migrator(
                        settings,
                        new MigrationSettings(true, true, Optional.empty(), 0, false, false),
                        Scripts.of(settings.engine()),
                        InstantSource.system(),
                        "test")
                .migrate();
    }
}
