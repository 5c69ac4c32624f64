package dev.colophon.backup.load;

import dev.colophon.backup.format.ColumnLayout;
import dev.colophon.backup.format.TableLayout;
import dev.colophon.backup.schema.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transaction in which COPY takes the canonical bytes as they are. Keys and indexes are made afterwards, which is
 * twice as fast as keeping them up and checks every row.
 */
final class PostgresqlLoader implements Loader {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresqlLoader.class);
    private static final int BUFFER_BYTES = 256 << 10;

    private static final String SESSION = """
            SET TimeZone = 'UTC';
            SET DateStyle = 'ISO, YMD';
            SET row_security = off;
            SET statement_timeout = 0;
            SET idle_in_transaction_session_timeout = 0;
            SET lock_timeout = '5s'
            """;

    /** The statement that removes each, and the one that makes it again. */
    private static final String CONSTRAINTS = """
            SELECT format('ALTER TABLE %I.%I DROP CONSTRAINT %I', n.nspname, c.relname, k.conname),
                format('ALTER TABLE %I.%I ADD CONSTRAINT %I %s', n.nspname, c.relname, k.conname,
                    pg_get_constraintdef(k.oid))
            FROM pg_catalog.pg_constraint k
            JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
            WHERE (k.contype = 'f' OR c.relname = ANY (?)) AND k.contype::text = ANY (string_to_array(?, ','))
            ORDER BY c.relname, k.conname
            """;

    private static final String FOREIGN_KEYS = "f";
    private static final String UNIQUE_KEYS = "p,u,x";

    private static final String INDEXES = """
            SELECT format('DROP INDEX %I.%I', n.nspname, i.relname), pg_get_indexdef(i.oid)
            FROM pg_catalog.pg_index x
            JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
            JOIN pg_catalog.pg_class c ON c.oid = x.indrelid AND c.relname = ANY (?)
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
            WHERE NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k
                WHERE k.conindid = i.oid AND k.contype IN ('p', 'u', 'x'))
            ORDER BY i.relname
            """;

    private final Connection connection;

    /** In the order in which they run: unique keys, indexes, foreign keys, statistics. */
    private final List<String> afterwards = new ArrayList<>();

    PostgresqlLoader(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void begin(List<TableLayout> tables) throws SQLException {
        run(SESSION);
        connection.setAutoCommit(false);
        List<String> names = tables.stream().map(TableLayout::name).toList();
        List<String> foreignKeys = remove(CONSTRAINTS, names, FOREIGN_KEYS);
        List<String> indexes = remove(INDEXES, names);
        afterwards.addAll(remove(CONSTRAINTS, names, UNIQUE_KEYS));
        afterwards.addAll(indexes);
        afterwards.addAll(foreignKeys);
        names.forEach(name -> afterwards.add("ANALYZE " + Quoted.name(name)));
        run("TRUNCATE " + Quoted.names(names));
        SeedRows.requireNone(connection, tables);
    }

    private List<String> remove(String query, List<String> tables, String... kinds) throws SQLException {
        List<String> removals = new ArrayList<>();
        List<String> additions = new ArrayList<>();
        try (var statement = connection.prepareStatement(query)) {
            statement.setArray(1, connection.createArrayOf("text", tables.toArray()));
            for (String kind : kinds) {
                statement.setString(2, kind);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    removals.add(rows.getString(1));
                    additions.add(rows.getString(2));
                }
            }
        }
        for (String removal : removals) {
            run(removal);
        }
        return additions;
    }

    @Override
    public void load(TableLayout table, InputStream canonicalRows) throws SQLException, IOException {
        List<String> columns = table.columns().stream().map(ColumnLayout::name).toList();
        // FREEZE spares the first readers and VACUUM a second writing of all pages; the TRUNCATE before allows it
        String sql = "COPY " + Quoted.name(table.name()) + " (" + Quoted.names(columns) + ") FROM STDIN (FREEZE)";
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, canonicalRows, BUFFER_BYTES);
    }

    @Override
    public void finish() throws SQLException {
        for (String sql : afterwards) {
            run(sql);
        }
        connection.commit();
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
