package dev.colophon.backup.work;

import dev.colophon.backup.format.TableLayout;
import dev.colophon.backup.schema.ManagedTables;
import dev.colophon.backup.schema.Quoted;
import dev.colophon.database.sqlite.SqliteResult;
import dev.colophon.migration.connection.MigrationFailures;
import dev.colophon.migration.run.MigrationTarget;
import dev.colophon.migration.schema.SchemaReader;
import dev.colophon.migration.target.MigrationTargets;
import dev.colophon.settings.DatabaseSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteException;

/** What a task asks the database beforehand. */
public record LiveData(DatabaseSettings settings, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(LiveData.class);
    private static final String INSTALLATION = "installation";

    private interface Question<T> {
        T of(Connection connection, MigrationTarget place) throws SQLException;
    }

    /** Which database it is, for people. */
    public String where() {
        return MigrationTargets.of(settings).where();
    }

    /** Whose data it holds, wherever that lives now. */
    public Installation installation() throws SQLException {
        return ask((connection, place) -> {
            var session = place.session(connection);
            return SchemaReader.on(session).exists(INSTALLATION)
                    ? Installation.of(session, clock)
                    : Installation.UNKNOWN;
        });
    }

    /** The same, for finding a backup; a database that is away or damaged is nobody's. */
    public Installation installationIfKnown() {
        try {
            return installation();
        } catch (SQLException failure) {
            LOG.warn("whose data {} holds is not known: {}", where(), MigrationFailures.text(failure));
            return Installation.UNKNOWN;
        }
    }

    /** Whether it has a schema at all. */
    public boolean hasSchema() throws SQLException {
        return ask((connection, place) -> hasSchema(connection, place));
    }

    /** Whether anybody's data is in it, beside whose it would be; a damaged file is nobody's. */
    public boolean isUsed() throws SQLException {
        try {
            return ask((connection, place) -> hasSchema(connection, place) && holdsRows(connection));
        } catch (SQLiteException failure) {
            if (SqliteResult.of(failure) == SqliteResult.DAMAGED) {
                LOG.warn("{} is damaged: {}", where(), MigrationFailures.text(failure));
                return false;
            }
            throw failure;
        }
    }

    /** Whether what it holds lives elsewhere now. */
    public boolean hasMovedAway() throws SQLException {
        return ask((connection, place) -> {
            var session = place.session(connection);
            return SchemaReader.on(session).exists(INSTALLATION) && Installation.hasMovedAway(session);
        });
    }

    private static boolean hasSchema(Connection connection, MigrationTarget place) throws SQLException {
        return SchemaReader.on(place.session(connection)).exists("schema_state");
    }

    private boolean holdsRows(Connection connection) throws SQLException {
        for (TableLayout table :
                ManagedTables.read(connection, settings.engine()).tables()) {
            if (!table.name().equals(INSTALLATION) && holdsRows(connection, table)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holdsRows(Connection connection, TableLayout table) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT 1 FROM " + Quoted.name(table.name()) + " LIMIT 1")) {
            return rows.next();
        }
    }

    private <T> T ask(Question<T> question) throws SQLException {
        MigrationTarget place = MigrationTargets.of(settings);
        try (Connection connection = place.open()) {
            return question.of(connection, place);
        }
    }
}
