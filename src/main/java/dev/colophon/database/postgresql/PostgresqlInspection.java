package dev.colophon.database.postgresql;

import dev.colophon.database.DatabaseReport;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Looks at a PostgreSQL database for {@code colophon check}. */
public final class PostgresqlInspection {
    private static final String TABLES = """
            SELECT relname FROM pg_class
            WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace
            ORDER BY relname COLLATE "C"
            """;

    /** What an interrupted CREATE INDEX CONCURRENTLY or an unfinished change leaves behind. */
    private static final String FINDINGS = """
            SELECT 'index ' || c.relname || ' is invalid; drop it and build it again'
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
            WHERE NOT (i.indisvalid AND i.indisready)
                AND c.relnamespace = current_schema()::regnamespace
            UNION ALL
            SELECT 'constraint ' || conname || ' has never been validated'
            FROM pg_constraint
            WHERE NOT convalidated AND connamespace = current_schema()::regnamespace
            UNION ALL
            SELECT 'trigger ' || tgname || ' is disabled, so a constraint may not be enforced'
            FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
            WHERE tgenabled = 'D' AND c.relnamespace = current_schema()::regnamespace
            """;

    private PostgresqlInspection() {}

    static DatabaseReport report(Connection connection) throws SQLException {
        List<DatabaseReport.Table> tables = new ArrayList<>();
        for (String name : texts(connection, TABLES)) {
            tables.add(new DatabaseReport.Table(name, count(connection, name)));
        }
        String version = texts(connection, "SHOW server_version").getFirst();
        String size = "SELECT pg_database_size(current_database())";
        return new DatabaseReport(
                "PostgreSQL " + version,
                Long.parseLong(texts(connection, size).getFirst()),
                OptionalLong.empty(),
                tables,
                texts(connection, FINDINGS),
                List.of());
    }

    /** The first column of every row. */
    public static List<String> texts(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    /** The name comes from the catalogue, not from a person; quoted all the same. */
    public static long count(Connection connection, String table) throws SQLException {
        String quoted = "\"" + table.replace("\"", "\"\"") + "\"";
        return Long.parseLong(
                texts(connection, "SELECT count(*) FROM " + quoted).getFirst());
    }
}
