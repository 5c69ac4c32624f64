package dev.colophon.cli;

import dev.colophon.database.Database;
import dev.colophon.database.DatabaseWait;
import dev.colophon.logging.Logging;
import dev.colophon.migration.SchemaGate;
import dev.colophon.migration.SchemaStatus;
import dev.colophon.migration.Scripts;
import dev.colophon.observe.Metrics;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.Environment;
import dev.colophon.settings.Purpose;
import dev.colophon.settings.Settings;
import dev.colophon.settings.SettingsReader;

/** Opens the database of the environment for a verb that reads and writes what readers own. */
final class ReadyDatabase {
    private ReadyDatabase() {}

    /** The settings of a verb that needs the database; logging follows them. */
    static Settings settings() {
        Settings settings = SettingsReader.read(Environment.capture(), Purpose.DATABASE).settings();
        Logging.configure(settings.logging());
        return settings;
    }

    /**
     * @throws StartFailure when it cannot be reached, or its schema is not this build's
     */
    static Database open(Settings settings) {
        new DatabaseWait(settings.database(), DatabaseWait.Time.REAL)
                .await(settings.database().endpoint());
        Database database = Database.open(settings.database(), new Metrics());
        try {
            demandSchema(settings, database);
            return database;
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    private static void demandSchema(Settings settings, Database database) {
        Scripts scripts = Scripts.of(settings.database().engine());
        SchemaStatus schema = new SchemaGate(database, scripts, settings.migration()).inspect();
        if (schema.pending() > 0 || !schema.ready()) {
            throw new StartFailure(
                    schema.ready() ? ExitCode.TRY_AGAIN : ExitCode.SCHEMA_AHEAD,
                    "open the database",
                    schema.reason(),
                    "run 'colophon migrate', or start 'colophon serve' once");
        }
    }
}
