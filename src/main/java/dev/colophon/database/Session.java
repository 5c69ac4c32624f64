package dev.colophon.database;

import dev.colophon.observe.Metrics;

import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.DbStatement;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs statements for as long as the lambda that received it, on the lambda's thread. Parameters
 * are given in the order of the question marks; {@code UUID}, {@code String}, {@code Integer},
 * {@code Long}, {@code Boolean}, {@code Instant} (kept to the microsecond), {@code LocalDate},
 * {@code byte[]}, enums (stored in lower case) and null are accepted on both databases. Results are
 * read completely before a method returns.
 *
 * <p>After a failed statement a transaction accepts no other one and is rolled back, also when the
 * lambda swallows the failure: the two databases would otherwise differ here.
 */
public final class Session {
    private static final Logger LOGGER = LoggerFactory.getLogger(Session.class);
    private static final long SLOW_NANOSECONDS = 500_000_000;

    private final DbExecute execute;
    private final Dialect dialect;
    private final Metrics metrics;
    private final boolean transaction;
    private @Nullable RuntimeException failure;
    private boolean closed;

    Session(DbExecute execute, Dialect dialect, Metrics metrics, boolean transaction) {
        this.execute = execute;
        this.dialect = dialect;
        this.metrics = metrics;
        this.transaction = transaction;
    }

    /** All rows of a query (a SELECT, or DML with RETURNING). */
    public <T> List<T> list(
            Statement statement, Function<Row, T> mapper, @Nullable Object... parameters) {
        return timed(
                statement,
                () -> {
                    var query = execute.createNamedQuery(statement.name(), dialect.sql(statement));
                    bind(query, parameters);
                    try (var rows = query.execute()) {
                        return rows.map(row -> mapper.apply(new Row(row))).toList();
                    }
                });
    }

    /** The only row of a query that returns at most one. */
    public <T> Optional<T> first(
            Statement statement, Function<Row, T> mapper, @Nullable Object... parameters) {
        Optional<DbRow> row =
                timed(
                        statement,
                        () -> {
                            var get =
                                    execute.createNamedGet(
                                            statement.name(), dialect.sql(statement));
                            bind(get, parameters);
                            return get.execute();
                        });
        return row.map(found -> mapper.apply(new Row(found)));
    }

    /** Runs DML and returns the number of rows it touched. */
    public long execute(Statement statement, @Nullable Object... parameters) {
        return timed(
                statement,
                () -> {
                    var dml =
                            execute.createNamedDmlStatement(
                                    statement.name(), dialect.sql(statement));
                    bind(dml, parameters);
                    return dml.execute();
                });
    }

    /** The failure that spoiled this transaction, if any. */
    @Nullable RuntimeException failure() {
        return failure;
    }

    void close() {
        closed = true;
    }

    private void bind(DbStatement<?> statement, @Nullable Object[] parameters) {
        for (Object parameter : parameters) {
            statement.addParam(dialect.parameter(parameter));
        }
    }

    private <T> T timed(Statement statement, Supplier<T> work) {
        requireUsable(statement);
        long start = System.nanoTime();
        try {
            return work.get();
        } catch (DbClientException thrown) {
            RuntimeException translated = Failures.translate(thrown, statement.name(), dialect);
            if (transaction) {
                failure = translated;
            }
            throw translated;
        } finally {
            finished(statement, System.nanoTime() - start);
        }
    }

    private void requireUsable(Statement statement) {
        if (closed) {
            throw new IllegalStateException(
                    statement.name() + ": the session has ended with its lambda");
        }
        if (failure != null) {
            throw new IllegalStateException(
                    statement.name() + ": an earlier statement has spoiled this transaction",
                    failure);
        }
    }

    private void finished(Statement statement, long nanoseconds) {
        metrics.statementFinished(statement.name(), nanoseconds);
        if (nanoseconds > SLOW_NANOSECONDS) {
            LOGGER.warn("Slow statement {}: {} ms", statement.name(), nanoseconds / 1_000_000);
        }
    }
}
