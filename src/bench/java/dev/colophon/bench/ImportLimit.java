package dev.colophon.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * The rows that an import has left, written again into an empty schema with its indexes and foreign keys, as quickly as
 * the database takes them: by COPY, or by one prepared insert after the other, in one transaction.
 *
 * @param from where they are; what it takes to read them is not counted
 */
record ImportLimit(Connection from, Connection to) {
    private static final int ROWS_AT_ONCE = 10_000;

    /** Whatever refers to another comes behind it. SQLite's words of the search cannot be read, so they are missing. */
    private static final List<String> TABLES = List.of(
            "users",
            "import_jobs",
            "books",
            "authors",
            "series",
            "book_authors",
            "book_series",
            "book_identifiers",
            "book_search",
            "userbooks",
            "reads",
            "tags",
            "userbook_tags",
            "import_items");

    double seconds() throws SQLException, IOException {
        to.setAutoCommit(false);
        long nanoseconds = 0;
        for (String table : TABLES) {
            nanoseconds += to.isWrapperFor(PGConnection.class) ? copy(table) : insert(table);
        }
        nanoseconds += to.isWrapperFor(PGConnection.class) ? copy("book_search_tokens") : 0;
        long begin = System.nanoTime();
        to.commit();
        return (nanoseconds + System.nanoTime() - begin) / 1e9;
    }

    private long copy(String table) throws SQLException, IOException {
        Path file = Files.createTempFile("rows", ".copy");
        try (OutputStream out = Files.newOutputStream(file)) {
            copies(from).copyOut("COPY " + table + " TO STDOUT", out);
        }
        long begin = System.nanoTime();
        try (InputStream in = Files.newInputStream(file)) {
            copies(to).copyIn("COPY " + table + " FROM STDIN", in);
        }
        long end = System.nanoTime();
        Files.delete(file);
        return end - begin;
    }

    private static CopyManager copies(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private long insert(String table) throws SQLException {
        long nanoseconds = 0;
        try (Statement select = from.createStatement();
                ResultSet found = select.executeQuery("SELECT * FROM " + table)) {
            int columns = found.getMetaData().getColumnCount();
            String places = String.join(", ", Collections.nCopies(columns, "?"));
            try (PreparedStatement insert = to.prepareStatement("INSERT INTO " + table + " VALUES (" + places + ")")) {
                List<@Nullable Object[]> rows = next(found, columns);
                while (!rows.isEmpty()) {
                    long begin = System.nanoTime();
                    insert(insert, rows);
                    nanoseconds += System.nanoTime() - begin;
                    rows = next(found, columns);
                }
            }
        }
        return nanoseconds;
    }

    private static List<@Nullable Object[]> next(ResultSet found, int columns) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        while (rows.size() < ROWS_AT_ONCE && found.next()) {
            @Nullable Object[] row = new Object[columns];
            for (int column = 0; column < columns; column++) {
                row[column] = found.getObject(column + 1);
            }
            rows.add(row);
        }
        return rows;
    }

    private static void insert(PreparedStatement insert, List<@Nullable Object[]> rows) throws SQLException {
        for (@Nullable Object[] row : rows) {
            for (int column = 0; column < row.length; column++) {
                insert.setObject(column + 1, row[column]);
            }
            insert.executeUpdate();
        }
    }
}
