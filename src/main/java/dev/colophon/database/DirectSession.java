package dev.colophon.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements on a connection at hand, for migrating and inspecting: nothing is timed, a failure
 * is the driver's own, and whose connection it is says when it ends and commits.
 */
public final class DirectSession {
    private final Connection connection;
    private final Dialect dialect;

    public DirectSession(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /** All rows of a query. */
    public <T> List<T> list(Statement statement, Function<Row, T> mapper, Parameters parameters) throws SQLException {
        try (PreparedStatement prepared = prepare(statement, parameters);
                ResultSet result = prepared.executeQuery()) {
            List<T> list = new ArrayList<>();
            Row row = new Row(result, dialect);
            while (result.next()) {
                list.add(mapper.apply(row));
            }
            return list;
        }
    }

    /** All rows of a query without parameters. */
    public <T> List<T> list(Statement statement, Function<Row, T> mapper) throws SQLException {
        return list(statement, mapper, Parameters.none());
    }

    /** Runs DML and returns the number of rows it touched. */
    public long execute(Statement statement, Parameters parameters) throws SQLException {
        try (PreparedStatement prepared = prepare(statement, parameters)) {
            return prepared.executeUpdate();
        }
    }

    void executeAll(Statement statement, List<Parameters> parameters) throws SQLException {
        NamedSql sql = dialect.sql(statement);
        try (PreparedStatement prepared = connection.prepareStatement(sql.text())) {
            for (Parameters one : parameters) {
                set(prepared, sql.values(statement.name(), one));
                prepared.addBatch();
            }
            prepared.executeBatch();
        }
    }

    /** The rows of a table; its name comes from the catalogue, not from a person, and is quoted all the same. */
    long count(String table) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT count(*) FROM \"" + table.replace("\"", "\"\"") + "\"")) {
            result.next();
            return result.getLong(1);
        }
    }

    <T> Optional<T> first(Statement statement, Function<Row, T> mapper, Parameters parameters) throws SQLException {
        try (PreparedStatement prepared = prepare(statement, parameters);
                ResultSet result = prepared.executeQuery()) {
            return result.next() ? Optional.ofNullable(mapper.apply(new Row(result, dialect))) : Optional.empty();
        }
    }

    private PreparedStatement prepare(Statement statement, Parameters parameters) throws SQLException {
        NamedSql sql = dialect.sql(statement);
        @Nullable Object[] values = sql.values(statement.name(), parameters);
        PreparedStatement prepared = connection.prepareStatement(sql.text());
        try {
            set(prepared, values);
        } catch (SQLException | RuntimeException failure) {
            prepared.close();
            throw failure;
        }
        return prepared;
    }

    private void set(PreparedStatement prepared, @Nullable Object[] values) throws SQLException {
        for (int index = 0; index < values.length; index++) {
            prepared.setObject(index + 1, dialect.parameter(values[index]));
        }
    }
}
