package dev.colophon.backup.load;

import dev.colophon.backup.codec.RowReader;
import dev.colophon.backup.format.TableLayout;
import dev.colophon.backup.schema.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transaction whose journal is kept in memory and which waits for no disk. That is allowed because the file is new:
 * whoever finds it after a crash throws it away. At the end it is checked and forced to the disk.
 */
final class SqliteLoader implements Loader {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteLoader.class);

    /** Those of UNIQUE and PRIMARY KEY have no SQL and stay. */
    private static final String INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index'"
            + " AND sql IS NOT NULL AND tbl_name <> 'flyway_schema_history' ORDER BY name";

    private final Connection connection;
    private final List<String> indexes = new ArrayList<>();

    SqliteLoader(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void begin(List<TableLayout> tables) throws SQLException {
        // each does nothing within a transaction
        run("PRAGMA foreign_keys = OFF");
        run("PRAGMA journal_mode = MEMORY");
        run("PRAGMA synchronous = OFF");
        // negative counts KiB
        run("PRAGMA cache_size = -65536");
        connection.setAutoCommit(false);
        removeIndexes();
        for (TableLayout table : tables) {
            run("DELETE FROM " + Quoted.name(table.name()));
        }
        SeedRows.requireNone(connection, tables);
    }

    private void removeIndexes() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(INDEXES)) {
            while (rows.next()) {
                names.add(rows.getString(1));
                indexes.add(rows.getString(2));
            }
        }
        for (String name : names) {
            run("DROP INDEX " + Quoted.name(name));
        }
    }

    @Override
    public void load(TableLayout table, InputStream canonicalRows) throws SQLException, IOException {
        RowReader rows = new RowReader(canonicalRows, table);
        try (InsertBatch batch = new InsertBatch(connection, table)) {
            while (rows.next()) {
                batch.add(rows);
            }
            batch.run();
        }
    }

    @Override
    public void finish() throws SQLException, IOException {
        for (String sql : indexes) {
            run(sql);
        }
        requireNothing("PRAGMA foreign_key_check", "a row refers to a missing one");
        connection.commit();
        connection.setAutoCommit(true);
        requireIntact();
        Path file = Path.of(text("SELECT file FROM pragma_database_list WHERE name = 'main'"));
        run("PRAGMA synchronous = FULL");
        // a file in WAL mode may hold its last pages beside it
        run("PRAGMA journal_mode = DELETE");
        // before the file is opened past SQLite: closing it would end SQLite's locks on it
        connection.close();
        force(file);
    }

    private void requireIntact() throws SQLException {
        String answer = text("PRAGMA integrity_check(1)");
        if (!answer.equals("ok")) {
            throw new SQLException("the file is damaged: " + answer);
        }
    }

    private void requireNothing(String query, String otherwise) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            if (rows.next()) {
                String tables = rows.getString(1) + " to " + rows.getString(3);
                throw new SQLException(otherwise + ": " + tables, LoadFailures.FOREIGN_KEY);
            }
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            LOG.debug("cannot close the connection of a load: {}", failure.getMessage());
        }
    }
}
