package dev.colophon.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.database.Database;
import dev.colophon.database.connection.PoolState;
import dev.colophon.database.opening.Databases;
import dev.colophon.observe.metric.Meters;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A migrated database that belongs to one test.
 *
 * @param settings with which a server, too, can be started on it
 */
public record TestDatabase(DatabaseSettings settings, Database database, Runnable removal) implements AutoCloseable {

    /** For a test that needs one engine; others carry {@link EveryDatabase}. */
    public static TestDatabase create(Engine engine) {
        return switch (engine) {
            case SQLITE -> TestSqlite.create();
            case POSTGRESQL -> TestPostgres.create();
        };
    }

    static TestDatabase of(DatabaseSettings settings, Runnable removal) {
        return new TestDatabase(settings, open(settings), removal);
    }

    /** The database of the settings; the caller closes it. */
    public static Database open(DatabaseSettings settings) {
        return Databases.open(settings, new Meters(), InstantSource.system());
    }

    /** The same database with other limits for statements; the caller closes it. */
    public Database withTimeouts(int statementSeconds, int lockSeconds) {
        DatabaseSettings other = TestSettings.with(
                settings,
                Map.of(
                        "DB_STATEMENT_TIMEOUT_SECONDS", String.valueOf(statementSeconds),
                        "DB_LOCK_TIMEOUT_SECONDS", String.valueOf(lockSeconds)));
        return open(other);
    }

    public Engine engine() {
        return settings.engine();
    }

    /** A plain connection of the owner, outside the pools. */
    public Connection connect() {
        try {
            return Databases.migrator(settings).getConnection();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Runs SQL as the owner, for odd preparations. */
    public void run(String sql) {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The rows of a query as text, the columns of a row separated by a bar. */
    public List<String> query(String sql) {
        try (Connection connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    cells.add(String.valueOf(rows.getString(column)));
                }
                lines.add(String.join("|", cells));
            }
            return lines;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The leak check. */
    public void requireNothingInUse() {
        assertThat(database.pools().stream().filter(PoolState::inUse))
                .as("connections that the test left in use")
                .isEmpty();
    }

    @Override
    public void close() {
        database.close();
        removal.run();
    }
}
