package dev.colophon.backup.capture;

import dev.colophon.backup.format.TableLayout;
import dev.colophon.backup.schema.ManagedTables;
import dev.colophon.backup.schema.Quoted;
import dev.colophon.database.opening.Databases;
import dev.colophon.database.postgresql.SqlState;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A transaction that sees one moment. It locks every table before it looks: else a TRUNCATE or an ALTER TABLE that
 * rewrites, committed between its snapshot and its first touch of the table, would let the table seem empty.
 */
final class PostgresqlSnapshot implements Snapshot {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresqlSnapshot.class);
    private static final int TRIES = 3;

    /** Values must read the same whatever the role, the database and the server are set to. */
    private static final String SESSION = """
            SET TimeZone = 'UTC';
            SET DateStyle = 'ISO, YMD';
            SET bytea_output = 'hex';
            SET extra_float_digits = 1;
            SET row_security = off;
            SET statement_timeout = 0;
            SET idle_in_transaction_session_timeout = 0;
            -- a lock that waits holds up all that come after it
            SET lock_timeout = '5s'
            """;

    /** All of a schema: what is managed, and what tells where the schema stands. */
    private static final String TABLES = """
            SELECT c.relname FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
            WHERE c.relkind = 'r' AND c.relname NOT IN ('instances', 'migration_attempts')
                AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
            ORDER BY c.relname COLLATE "C"
            """;

    private final Connection connection;
    private final String schema;
    private final String engine;
    private final int level;
    private final ManagedTables live;

    /** Begins to look; before this nothing was read in the transaction. */
    private PostgresqlSnapshot(Connection connection) throws SQLException {
        this.connection = connection;
        schema = Quoted.name(text("SELECT current_schema()"));
        // some packagers add their own name to the number
        engine = "PostgreSQL " + text("SHOW server_version").split(" ", 2)[0];
        level = SchemaLevel.read(connection, Engine.POSTGRESQL);
        live = ManagedTables.read(connection, Engine.POSTGRESQL);
    }

    static Snapshot of(DatabaseSettings settings) {
        try {
            return over(Databases.migrator(settings).getConnection());
        } catch (SQLException failure) {
            throw CaptureFailures.of(failure);
        }
    }

    static Snapshot over(Connection connection) {
        Snapshot snapshot = null;
        try {
            snapshot = begin(connection);
            return snapshot;
        } catch (SQLException failure) {
            throw CaptureFailures.of(failure);
        } finally {
            if (snapshot == null) {
                close(connection);
            }
        }
    }

    private static Snapshot begin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SESSION);
        }
        if (!connection.getAutoCommit()) {
            return new PostgresqlSnapshot(connection);
        }
        for (int tries = 1; ; tries++) {
            List<String> tables = tables(connection);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try {
                lock(connection, tables);
                PostgresqlSnapshot snapshot = new PostgresqlSnapshot(connection);
                if (tables(connection).equals(tables)) {
                    return snapshot;
                }
                retry(connection, tries, new SQLException("a table was added"));
            } catch (SQLException failure) {
                SqlState state = SqlState.of(failure);
                if (state != SqlState.LOCKED && state != SqlState.UNKNOWN_TABLE_OR_COLUMN) {
                    throw failure;
                }
                retry(connection, tries, failure);
            }
        }
    }

    private static void retry(Connection connection, int tries, SQLException failure) throws SQLException {
        if (tries == TRIES) {
            throw CaptureFailures.locked(tries, failure);
        }
        LOG.info("a table is locked or changes, trying again to look at all");
        connection.rollback();
        connection.setAutoCommit(true);
    }

    private static List<String> tables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            List<String> tables = new ArrayList<>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            return tables;
        }
    }

    /** A LOCK takes no snapshot; the first query after it does. */
    private static void lock(Connection connection, List<String> tables) throws SQLException {
        if (tables.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE " + Quoted.names(tables) + " IN ACCESS SHARE MODE");
        }
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public int schemaLevel() {
        return level;
    }

    @Override
    public String engine() {
        return engine;
    }

    @Override
    public List<TableLayout> tables() {
        return live.tables();
    }

    @Override
    public void export(TableLayout table, OutputStream canonical) throws IOException {
        try {
            new PostgresqlExport(connection, schema, table, live.columns(table.name())).write(canonical);
        } catch (SQLException failure) {
            throw CaptureFailures.of(failure);
        }
    }

    @Override
    public void close() {
        close(connection);
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException failure) {
            LOG.debug("cannot close the connection of a snapshot: {}", failure.getMessage());
        }
    }
}
