package dev.colophon.migration.target;

import dev.colophon.database.Dialect;
import dev.colophon.database.opening.Databases;
import dev.colophon.database.postgresql.SessionLock;
import dev.colophon.migration.connection.MigrationFailures;
import dev.colophon.migration.run.MigrationTarget;
import dev.colophon.migration.schema.Script;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Endpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL database, on which instances may serve while it is migrated. */
final class PostgresqlTarget implements MigrationTarget {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresqlTarget.class);

    /** "colophon" as a number, so that it meets no other program's lock. */
    private static final long KEY = 0x636f6c6f70686f6eL;

    /** Whoever comes after one that waits for a table waits too, even to read it; so it gives up and comes again. */
    private static final int LONGEST_WAIT_MILLIS = 400;

    private final DatabaseSettings settings;
    private final @Nullable String schema;
    private final Dialect dialect;

    /**
     * @param schema null for the one that the role finds first
     */
    PostgresqlTarget(DatabaseSettings settings, @Nullable String schema) {
        this.settings = settings;
        this.schema = schema;
        this.dialect = Databases.dialect(settings.engine());
    }

    @Override
    public Connection open() throws SQLException {
        Connection connection = Databases.migrator(settings).getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = 0");
            statement.execute("SET idle_in_transaction_session_timeout = 0");
            // the times in Flyway's history have no zone
            statement.execute("SET TIME ZONE 'UTC'");
            limitLocks(statement);
            endWithTheClient(statement);
            if (schema != null) {
                connection.setSchema(schema);
            }
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

    private static void limitLocks(Statement statement) throws SQLException {
        statement.execute("SET lock_timeout = " + LONGEST_WAIT_MILLIS);
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public String where() {
        Endpoint migrator = settings.migrator();
        String database = migrator.user() + " at " + migrator.host() + ":" + migrator.port() + "/" + settings.name();
        return schema == null ? database : database + ", schema " + schema;
    }

    /** A lock of the session, which ends with it. */
    @Override
    public Optional<AutoCloseable> tryLock() throws SQLException {
        return SessionLock.hold(open(), KEY);
    }

    /** Each migration checks again in its own transaction. */
    @Override
    public void requireNobodyBroken(List<Script> pending) throws SQLException {
        try (Connection connection = open()) {
            for (Script script : pending) {
                Fence.check(session(connection), script);
            }
        }
    }

    @Override
    public void removeRemains(List<Script> pending) throws SQLException {
        InvalidIndexes.drop(this, pending);
    }

    @Override
    public void beforeEach(Connection connection, Script script) throws SQLException {
        Fence.check(session(connection), script);
        if (!script.isTransactional()) {
            // it waits for old transactions without keeping anybody from the table
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET lock_timeout = 0");
            }
        }
    }

    @Override
    public void afterEach(Connection connection, Script script) throws SQLException {
        if (!script.isTransactional()) {
            try (Statement statement = connection.createStatement()) {
                limitLocks(statement);
            }
        }
    }

    @Override
    public void giveRights() throws SQLException {
        if (hasTwoRoles()) {
            try (Connection connection = open()) {
                connection.setAutoCommit(false);
                giveRights(connection);
                connection.commit();
            }
        }
    }

    @Override
    public void giveRights(Connection connection) throws SQLException {
        if (hasTwoRoles()) {
            new Grants(connection, settings.endpoint().user()).giveMissing();
        }
    }

    private boolean hasTwoRoles() {
        return !settings.endpoint().user().equals(settings.migrator().user());
    }
}
