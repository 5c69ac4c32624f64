package dev.colophon.backup.load;

import dev.colophon.backup.format.TableLayout;
import dev.colophon.backup.schema.Quoted;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The rows that migrations put into new tables. */
final class SeedRows {
    /** More than these in one table are somebody's data, which a load must not delete. */
    private static final int MOST = 100;

    private SeedRows() {}

    static void requireFew(Connection connection, List<TableLayout> tables) throws SQLException {
        for (TableLayout table : tables) {
            if (count(connection, table, MOST + 1) > MOST) {
                throw new StartFailure(
                        ExitCode.BACKUP_REFUSED,
                        "load a backup",
                        "table " + table.name() + " is not empty",
                        "load into a new schema or file");
            }
        }
    }

    static void requireNone(Connection connection, List<TableLayout> tables) throws SQLException {
        for (TableLayout table : tables) {
            if (count(connection, table, 1) > 0) {
                throw new SQLException("table " + table.name() + " was not emptied");
            }
        }
    }

    private static int count(Connection connection, TableLayout table, int limit) throws SQLException {
        String sql = "SELECT count(*) FROM (SELECT 1 FROM " + Quoted.name(table.name()) + " LIMIT " + limit + ") AS t";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }
}
