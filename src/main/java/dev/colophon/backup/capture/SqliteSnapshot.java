package dev.colophon.backup.capture;

import dev.colophon.backup.format.TableLayout;
import dev.colophon.backup.schema.ManagedTables;
import dev.colophon.database.opening.Databases;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that nobody writes. Of a live one a copy is read, since a long look at the live one would let its WAL grow.
 */
final class SqliteSnapshot implements Snapshot {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteSnapshot.class);

    private final Connection connection;
    private final Runnable removal;
    private final String engine;
    private final int level;
    private final ManagedTables live;

    private SqliteSnapshot(Connection connection, Runnable removal) throws SQLException {
        this.connection = connection;
        this.removal = removal;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT sqlite_version()")) {
            row.next();
            engine = "SQLite " + row.getString(1);
        }
        level = SchemaLevel.read(connection, Engine.SQLITE);
        live = ManagedTables.read(connection, Engine.SQLITE);
    }

    static Snapshot copied(DatabaseSettings settings, Path scratch) {
        if (!Files.isRegularFile(settings.sqlitePath())) {
            // else SQLite would make it
            throw CaptureFailures.noSchema();
        }
        ScratchCopy copy = ScratchCopy.in(scratch);
        boolean open = false;
        try {
            Databases.copyToRead(settings, copy.file());
            Snapshot snapshot = over(copy.open(), copy::close);
            open = true;
            return snapshot;
        } catch (SQLException failure) {
            throw CaptureFailures.of(failure);
        } finally {
            if (!open) {
                copy.close();
            }
        }
    }

    /**
     * @param removal runs after the connection was closed
     */
    static Snapshot over(Connection connection, Runnable removal) {
        Snapshot snapshot = null;
        try {
            snapshot = new SqliteSnapshot(connection, removal);
            return snapshot;
        } catch (SQLException failure) {
            throw CaptureFailures.of(failure);
        } finally {
            if (snapshot == null) {
                close(connection);
            }
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
            new SqliteExport(connection, table).write(canonical);
        } catch (SQLException failure) {
            throw CaptureFailures.of(failure);
        }
    }

    @Override
    public void close() {
        close(connection);
        removal.run();
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException failure) {
            LOG.debug("cannot close the connection of a snapshot: {}", failure.getMessage());
        }
    }
}
