package dev.colophon.database.sqlite;

import static dev.colophon.database.postgresql.PostgresqlInspection.count;
import static dev.colophon.database.postgresql.PostgresqlInspection.texts;

import dev.colophon.database.DatabaseReport;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Looks at a SQLite database for {@code colophon check}. */
final class SqliteInspection {
    private static final String TABLES = """
            SELECT name FROM sqlite_schema
            WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name
            """;

    private SqliteInspection() {}

    static DatabaseReport report(Connection connection, SqliteFile file) throws SQLException {
        List<DatabaseReport.Table> tables = new ArrayList<>();
        for (String name : texts(connection, TABLES)) {
            tables.add(new DatabaseReport.Table(name, count(connection, name)));
        }
        long pages = Long.parseLong(texts(connection, "PRAGMA page_count").getFirst());
        long pageBytes = Long.parseLong(texts(connection, "PRAGMA page_size").getFirst());
        return new DatabaseReport(
                "SQLite " + texts(connection, "SELECT sqlite_version()").getFirst(),
                pages * pageBytes,
                freeBytes(file),
                tables,
                findings(connection),
                List.of());
    }

    private static List<String> findings(Connection connection) throws SQLException {
        List<String> findings = new ArrayList<>(texts(connection, "PRAGMA integrity_check"));
        findings.remove("ok");
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA foreign_key_check")) {
            while (rows.next()) {
                findings.add("row %s of table %s refers to a row of table %s that does not exist"
                        .formatted(rows.getString(2), rows.getString(1), rows.getString(3)));
            }
        }
        return findings;
    }

    private static OptionalLong freeBytes(SqliteFile file) {
        try {
            return OptionalLong.of(file.freeBytes());
        } catch (IOException failure) {
            return OptionalLong.empty();
        }
    }
}
