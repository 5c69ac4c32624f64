package dev.colophon.cli.database;

import dev.colophon.backup.work.Installation;
import dev.colophon.boot.ProgramSettings;
import dev.colophon.database.Database;
import dev.colophon.database.Ids;
import dev.colophon.database.opening.DatabaseWait;
import dev.colophon.database.opening.Databases;
import dev.colophon.logging.Logging;
import dev.colophon.migration.MigrationReport;
import dev.colophon.migration.Migrator;
import dev.colophon.migration.RestoreLock;
import dev.colophon.migration.schema.SchemaGate;
import dev.colophon.migration.schema.SchemaStatus;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.observe.metric.Meters;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.settings.Settings;
import dev.colophon.settings.source.Environment;
import dev.colophon.settings.variable.Profile;
import dev.colophon.settings.variable.Purpose;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the database of the environment for a verb that reads and writes what readers own. */
public final class ReadyDatabase {
    private static final Logger LOG = LoggerFactory.getLogger(ReadyDatabase.class);

    private ReadyDatabase() {}

    /** The settings of a verb that needs the database; logging follows them. */
    public static Settings settings() {
        Settings settings = ProgramSettings.READER
                .read(Environment.capture(), Purpose.DATABASE)
                .settings();
        Logging.configure(settings.logging());
        return settings;
    }

    /**
     * At home a SQLite file that holds nothing yet gets its schema here; any other is left to
     * {@code serve} and {@code migrate}, which copy it before.
     *
     * @throws StartFailure when it cannot be reached, its schema is not this build's, or its data moved away
     */
    public static Database open(Settings settings) {
        new DatabaseWait(settings.database(), DatabaseWait.Time.REAL)
                .await(settings.database().endpoint());
        Database database = Databases.open(settings.database(), new Meters(), Clock.systemUTC());
        try {
            Scripts scripts = Scripts.of(settings.database().engine());
            SchemaGate gate = new SchemaGate(database, scripts, settings.migration());
            SchemaStatus schema = gate.inspect();
            if (mayBringUp(settings) && isEmpty(schema, database)) {
                MigrationReport report = migrator(settings).migrate();
                LOG.info("the database is new, its schema was brought up: {}", report.summary());
                schema = gate.inspect();
            }
            demandSchema(schema);
            RestoreLock.requireNone(database);
            Installation.here(database, Clock.systemUTC());
            return database;
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    /** For a verb that changes the schema. */
    public static Migrator migrator(Settings settings) {
        return new Migrator(
                        settings.database(),
                        settings.migration(),
                        Scripts.of(settings.database().engine()),
                        Clock.systemUTC(),
                        Ids.next().toString())
                .holding(() -> alone(settings));
    }

    /** A SQLite file that a server serves is migrated by that server, or when it is stopped. */
    private static Database alone(Settings settings) {
        Database database = Databases.open(settings.database(), new Meters(), Clock.systemUTC());
        try {
            database.holdInstanceLock();
            return database;
        } catch (RuntimeException served) {
            database.close();
            throw served;
        }
    }

    private static boolean mayBringUp(Settings settings) {
        boolean home = settings.profile() == Profile.LOCAL || settings.profile() == Profile.SINGLE_USER;
        return home
                && settings.database().engine() == Engine.SQLITE
                && settings.migration().run();
    }

    private static boolean isEmpty(SchemaStatus schema, Database database) {
        return schema.level() == 0 && database.report().tables().isEmpty();
    }

    private static void demandSchema(SchemaStatus schema) {
        if (schema.pending() > 0 || !schema.ready()) {
            throw new StartFailure(
                    schema.ready() ? ExitCode.TRY_AGAIN : ExitCode.SCHEMA_AHEAD,
                    "open the database",
                    schema.reason(),
                    "run 'colophon migrate', or start 'colophon serve' once");
        }
    }
}
