package dev.colophon.migration.connection;

import dev.colophon.database.opening.Databases;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens connections past the pool and past PgBouncer, with the rights to change the schema. A
 * statement may take as long as it needs; waiting for a lock may not, for what waits behind a
 * waiting DDL is the traffic.
 */
public final class MigratorConnections {
    private static final Logger LOG = LoggerFactory.getLogger(MigratorConnections.class);

    private final DatabaseSettings settings;

    public MigratorConnections(DatabaseSettings settings) {
        this.settings = settings;
    }

    public boolean isPostgresql() {
        return settings.engine() == Engine.POSTGRESQL;
    }

    public DatabaseSettings settings() {
        return settings;
    }

    public Connection open() throws SQLException {
        return isPostgresql() ? postgresql() : sqlite();
    }

    /** For messages. */
    String where() {
        var migrator = settings.migrator();
        return isPostgresql()
                ? migrator.user() + " at " + migrator.host() + ":" + migrator.port() + "/" + settings.name()
                : settings.sqlitePath().toString();
    }

    /** Undone for a statement that blocks nobody while it waits. */
    public void limitLocks(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '" + settings.lockTimeoutSeconds() + "s'");
        }
    }

    private Connection postgresql() throws SQLException {
        Connection connection = Databases.migrator(settings).getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = 0");
            statement.execute("SET idle_in_transaction_session_timeout = 0");
            limitLocks(connection);
            endWithTheClient(statement);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /** Else a statement of a killed migrator would hold the lock until it ends. */
    private static void endWithTheClient(Statement statement) {
        try {
            statement.execute("SET client_connection_check_interval = '2s'");
        } catch (SQLException e) {
            LOG.debug("the server cannot watch its clients: {}", MigrationFailures.text(e));
        }
    }

    /**
     * Foreign keys are not enforced while a table is rebuilt (dropping the old one would delete
     * what refers to it); they are checked before the migration's commit instead.
     */
    private Connection sqlite() throws SQLException {
        Connection connection = Databases.migrator(settings).getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys = OFF");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }
}
