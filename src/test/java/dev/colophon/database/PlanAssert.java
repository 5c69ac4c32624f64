package dev.colophon.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.database.opening.Databases;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.StringJoiner;

/**
 * Asserts how a database runs a statement. A plan depends on the data: insert some thousand rows of
 * several owners first, then the planner's choice is the one that production sees.
 */
public final class PlanAssert {
    private PlanAssert() {}

    /** The query is answered through the index. */
    public static void usesIndex(TestDatabase lent, Statement statement, String index, Parameters parameters) {
        assertThat(explain(lent, statement, parameters))
                .as("plan of %s on %s", statement.name(), lent.engine())
                .containsPattern("\\b" + index + "\\b");
    }

    /** The query is answered through the index, whose order is the wanted one. */
    public static void usesIndexInOrder(TestDatabase lent, Statement statement, String index, Parameters parameters) {
        assertThat(explain(lent, statement, parameters))
                .as("plan of %s on %s", statement.name(), lent.engine())
                .containsPattern("\\b" + index + "\\b")
                .doesNotContain("Sort", "USE TEMP B-TREE");
    }

    /** The plan, one step in a line; fresh statistics are gathered first. */
    public static String explain(TestDatabase lent, Statement statement, Parameters parameters) {
        lent.run("ANALYZE");
        Dialect dialect = Databases.dialect(lent.engine());
        boolean postgresql = lent.engine() == Engine.POSTGRESQL;
        String prefix = postgresql ? "EXPLAIN " : "EXPLAIN QUERY PLAN ";
        try (Connection connection = lent.connect();
                PreparedStatement explain = connection.prepareStatement(
                        prefix + dialect.sql(statement).text())) {
            Object[] values = dialect.sql(statement).values(statement.name(), parameters);
            for (int index = 0; index < values.length; index++) {
                explain.setObject(index + 1, dialect.parameter(values[index]));
            }
            return lines(explain, postgresql ? "QUERY PLAN" : "detail");
        } catch (SQLException failure) {
            throw new IllegalStateException(statement.name() + " on " + lent.engine(), failure);
        }
    }

    private static String lines(PreparedStatement explain, String column) throws SQLException {
        StringJoiner lines = new StringJoiner("\n");
        try (ResultSet rows = explain.executeQuery()) {
            while (rows.next()) {
                lines.add(rows.getString(column));
            }
        }
        return lines.toString();
    }
}
