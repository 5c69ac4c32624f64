package dev.colophon.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** How much room tables and their indexes take, by row. */
record ScaleSpace(Connection connection) {
    private static final String POSTGRESQL = """
            SELECT c.relname, c.reltuples::bigint, pg_table_size(c.oid), pg_indexes_size(c.oid) FROM pg_class c
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND pg_table_size(c.oid) > 1000000
            ORDER BY pg_total_relation_size(c.oid) DESC
            """;

    /** Rows are not counted by the file; tables of the virtual one are named for it. */
    private static final String SQLITE = """
            SELECT m.tbl_name, max(CASE WHEN m.type = 'table' THEN d.ncell END),
                sum(CASE WHEN m.type = 'table' THEN d.pgsize END), sum(CASE WHEN m.type = 'index' THEN d.pgsize END)
            FROM (SELECT name, sum(pgsize) AS pgsize, sum(CASE WHEN pagetype = 'leaf' THEN ncell END) AS ncell
                FROM dbstat GROUP BY name) d
            JOIN sqlite_master m ON m.name = d.name GROUP BY m.tbl_name HAVING sum(d.pgsize) > 1000000
            ORDER BY sum(d.pgsize) DESC
            """;

    void run() throws SQLException {
        Table.head("table", "rows", "MB", "MB of indexes", "bytes a row", "with indexes");
        boolean postgresql = connection.isWrapperFor(PGConnection.class);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(postgresql ? POSTGRESQL : SQLITE)) {
            while (rows.next()) {
                double count = Math.max(1, rows.getLong(2));
                double bytes = rows.getLong(3);
                double indexes = rows.getLong(4);
                Table.row(
                        rows.getString(1),
                        Table.number(count),
                        Table.number(bytes / 1e6),
                        Table.number(indexes / 1e6),
                        Table.number(bytes / count),
                        Table.number((bytes + indexes) / count));
            }
        }
    }
}
