package dev.colophon.database.opening;

import dev.colophon.database.Database;
import dev.colophon.database.Dialect;
import dev.colophon.database.connection.Store;
import dev.colophon.database.postgresql.PostgresqlDialect;
import dev.colophon.database.postgresql.PostgresqlServer;
import dev.colophon.database.postgresql.PostgresqlStore;
import dev.colophon.database.sqlite.SqliteDialect;
import dev.colophon.database.sqlite.SqliteStore;
import dev.colophon.observe.metric.Meters;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import javax.sql.DataSource;

/** What is opened by the engine of the settings. */
public final class Databases {
    private Databases() {}

    /**
     * Opens the pools and begins to watch the database. PostgreSQL is not connected to before the
     * first call; a SQLite file is made if it is missing.
     *
     * @throws StartFailure {@code CANNOT_WRITE} and others, when a SQLite file cannot be used
     */
    public static Database open(DatabaseSettings settings, Meters meters, InstantSource clock) {
        return Database.open(dialect(settings.engine()), store(settings), meters, clock);
    }

    /**
     * What {@link #open} opens. For one who works past it: until the result is closed nobody puts
     * another SQLite file in the place of this one.
     *
     * @throws StartFailure as {@link #open}
     */
    public static Store store(DatabaseSettings settings) {
        return switch (settings.engine()) {
            case POSTGRESQL -> new PostgresqlStore(settings);
            case SQLITE -> {
                SqliteStore store = new SqliteStore(settings);
                store.prepare();
                yield store;
            }
        };
    }

    /**
     * Unpooled connections of the role that may change the schema, to the direct address, without a
     * limit for statements.
     */
    public static DataSource migrator(DatabaseSettings settings) {
        return switch (settings.engine()) {
            case POSTGRESQL -> new PostgresqlServer(settings).migrator();
            case SQLITE -> new SqliteStore(settings).migrator();
        };
    }

    /**
     * Writes a consistent copy of a SQLite file, also while it is served.
     *
     * @param target a file that does not exist, in a folder that does
     * @throws StartFailure {@code CANNOT_WRITE}; {@code USAGE} with PostgreSQL
     */
    public static void copy(DatabaseSettings settings, Path target) {
        switch (settings.engine()) {
            case POSTGRESQL ->
                throw new StartFailure(
                        ExitCode.USAGE,
                        "copy the database",
                        "the database is PostgreSQL, only a SQLite file can be copied",
                        "use pg_dump");
            case SQLITE -> {
                try (SqliteStore store = new SqliteStore(settings)) {
                    store.copyTo(target);
                }
            }
        }
    }

    /**
     * Writes a consistent copy of a SQLite file that is read once and thrown away, also while it is served. Whoever
     * reads it checks that it is intact.
     *
     * @param target a file that does not exist, in a folder that does
     */
    public static void copyToRead(DatabaseSettings sqlite, Path target) throws IOException, SQLException {
        new SqliteStore(sqlite).copyToRead(target);
    }

    /** How statements are said to it. */
    public static Dialect dialect(Engine engine) {
        return switch (engine) {
            case POSTGRESQL -> new PostgresqlDialect();
            case SQLITE -> new SqliteDialect();
        };
    }
}
