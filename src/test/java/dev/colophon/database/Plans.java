package dev.colophon.database;

import dev.colophon.database.opening.Databases;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a database means to run a statement; for tests that demand an index. */
public final class Plans {
    private Plans() {}

    /** The named statement; the class that declares it must be loaded. */
    public static Statement statement(String name) {
        return Statement.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no statement is named " + name));
    }

    /**
     * The plan with these parameters and, where the database makes one, the plan for any parameters
     * (PostgreSQL changes to it when a statement is repeated).
     */
    public static List<String> of(TestDatabase database, String statement, Parameters parameters) {
        NamedSql sql = Databases.dialect(database.engine()).sql(statement(statement));
        @Nullable Object[] values = sql.values(statement, parameters);
        if (database.engine() == Engine.SQLITE) {
            return List.of(explain(database, "EXPLAIN QUERY PLAN " + sql.text(), 4, values));
        }
        return List.of(
                explain(database, "EXPLAIN " + sql.text(), 1, values),
                generic(database, numbered(sql.text()), values.length));
    }

    private static String numbered(String sql) {
        var numbered = new StringBuilder();
        int number = 1;
        for (char character : sql.toCharArray()) {
            numbered.append(character == '?' ? "$" + number++ : String.valueOf(character));
        }
        return numbered.toString();
    }

    private static String generic(TestDatabase database, String sql, int parameters) {
        String nulls = String.join(", ", Collections.nCopies(parameters, "NULL"));
        List<String> lines = new ArrayList<>();
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("SET plan_cache_mode = force_generic_plan");
            statement.execute("PREPARE plan AS " + sql);
            try (ResultSet rows =
                    statement.executeQuery("EXPLAIN EXECUTE plan" + (parameters == 0 ? "" : "(" + nulls + ")"))) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return String.join("\n", lines);
    }

    private static String explain(TestDatabase database, String sql, int column, @Nullable Object[] parameters) {
        Dialect dialect = Databases.dialect(database.engine());
        List<String> lines = new ArrayList<>();
        try (Connection connection = database.connect();
                var statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < parameters.length; index++) {
                statement.setObject(index + 1, dialect.parameter(parameters[index]));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getString(column));
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return String.join("\n", lines);
    }
}
