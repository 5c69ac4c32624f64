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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that nobody writes. Of a live one a copy is read, since a long look at the live one would let its WAL grow.
 */
final class SqliteSnapshot implements Snapshot {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteSnapshot.class);

    private final Connection connection;
    private final @Nullable CopyCheck check;
    private final Runnable removal;
    private final String engine;
    private final int level;
    private final ManagedTables live;

    private SqliteSnapshot(Connection connection, @Nullable CopyCheck check, Runnable removal) throws SQLException {
        this.connection = connection;
        this.check = check;
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
        Snapshot snapshot = null;
        try {
            Databases.copyToRead(settings, copy.file());
            snapshot = checked(copy);
            return snapshot;
        } catch (IOException failure) {
            throw ScratchCopy.unwritable(scratch, failure);
        } catch (SQLException failure) {
            throw CaptureFailures.of(failure);
        } finally {
            if (snapshot == null) {
                copy.close();
            }
        }
    }

    private static Snapshot checked(ScratchCopy copy) throws SQLException {
        CopyCheck check = new CopyCheck(copy.open());
        Snapshot snapshot = null;
        try {
            snapshot = over(copy.open(), check, copy::close);
            return snapshot;
        } finally {
            if (snapshot == null) {
                check.close();
            }
        }
    }

    /** Of a file that somebody else keeps. */
    static Snapshot over(Connection connection) {
        return over(connection, null, () -> {});
    }

    private static Snapshot over(Connection connection, @Nullable CopyCheck check, Runnable removal) {
        Snapshot snapshot = null;
        try {
            snapshot = new SqliteSnapshot(connection, check, removal);
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
            if (check != null && table.equals(tables().getLast())) {
                check.require();
            }
        } catch (SQLException failure) {
            throw CaptureFailures.of(failure);
        }
    }

    @Override
    public void close() {
        close(connection);
        if (check != null) {
            check.close();
        }
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
