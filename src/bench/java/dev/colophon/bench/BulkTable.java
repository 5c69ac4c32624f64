package dev.colophon.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * Takes the rows of one table: by COPY on PostgreSQL, by a prepared insert on SQLite. A value is null, a text, a
 * number, a boolean, or something whose text the database reads.
 */
interface BulkTable extends AutoCloseable {
    void add(@Nullable Object... values) throws SQLException, IOException;

    @Override
    void close() throws SQLException, IOException;

    /**
     * @param table one that the schema has not, for it is an older one, takes rows and stores none
     * @param columns separated by commas
     */
    static BulkTable open(Connection connection, String table, String columns) throws SQLException {
        try (ResultSet found = connection.getMetaData().getTables(null, null, table, null)) {
            if (!found.next()) {
                return new Nowhere();
            }
        }
        if (connection.isWrapperFor(PGConnection.class)) {
            return new Copy(new PGCopyOutputStream(
                    connection.unwrap(PGConnection.class), "COPY " + table + " (" + columns + ") FROM STDIN", 1 << 16));
        }
        int count = columns.split(",").length;
        return new Inserts(connection.prepareStatement("INSERT INTO " + table + " (" + columns + ") VALUES ("
                + String.join(", ", Collections.nCopies(count, "?")) + ")"));
    }

    /** For a table that is not there. */
    record Nowhere() implements BulkTable {
        @Override
        public void add(@Nullable Object... values) {
            // nothing stores it
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    /** COPY in its text format. */
    record Copy(PGCopyOutputStream stream) implements BulkTable {
        @Override
        public void add(@Nullable Object... values) throws IOException {
            StringBuilder line = new StringBuilder(256);
            for (@Nullable Object value : values) {
                line.append(line.isEmpty() ? "" : "\t").append(value == null ? "\\N" : escaped(value.toString()));
            }
            stream.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        }

        private static String escaped(String text) {
            boolean plain = text.indexOf('\\') < 0 && text.indexOf('\n') < 0 && text.indexOf('\t') < 0;
            return plain
                    ? text
                    : text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t");
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }

    /** One insert after the other; they are in one transaction. */
    record Inserts(PreparedStatement insert) implements BulkTable {
        @Override
        public void add(@Nullable Object... values) throws SQLException {
            for (int index = 0; index < values.length; index++) {
                insert.setObject(index + 1, stored(values[index]));
            }
            insert.executeUpdate();
        }

        private static @Nullable Object stored(@Nullable Object value) {
            return switch (value) {
                case null -> null;
                case Boolean flag -> flag ? 1 : 0;
                case Number number -> number;
                default -> value.toString();
            };
        }

        @Override
        public void close() throws SQLException {
            insert.close();
        }
    }
}
