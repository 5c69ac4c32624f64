package dev.colophon.database;

import dev.colophon.observe.Metrics;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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

    private final Lane.Loan loan;
    private final Dialect dialect;
    private final Metrics metrics;
    private final boolean transaction;
    private @Nullable RuntimeException failure;
    private boolean closed;

    Session(Lane.Loan loan, Dialect dialect, Metrics metrics, boolean transaction) {
        this.loan = loan;
        this.dialect = dialect;
        this.metrics = metrics;
        this.transaction = transaction;
    }

    /** All rows of a query (a SELECT, or DML with RETURNING). */
    public <T> List<T> list(
            Statement statement, Function<Row, T> mapper, @Nullable Object... parameters) {
        return run(
                statement,
                parameters,
                prepared -> {
                    List<T> list = new ArrayList<>();
                    try (ResultSet result = prepared.executeQuery()) {
                        Row row = new Row(result, dialect);
                        while (result.next()) {
                            list.add(mapper.apply(row));
                        }
                    }
                    return list;
                });
    }

    /** The only row of a query that returns at most one. */
    public <T> Optional<T> first(
            Statement statement, Function<Row, T> mapper, @Nullable Object... parameters) {
        return run(
                statement,
                parameters,
                prepared -> {
                    try (ResultSet result = prepared.executeQuery()) {
                        return result.next()
                                ? Optional.ofNullable(mapper.apply(new Row(result, dialect)))
                                : Optional.empty();
                    }
                });
    }

    /** Runs DML and returns the number of rows it touched. */
    public long execute(Statement statement, @Nullable Object... parameters) {
        return run(statement, parameters, prepared -> (long) prepared.executeUpdate());
    }

    /** The failure that spoiled this transaction, if any. */
    @Nullable RuntimeException failure() {
        return failure;
    }

    void close() {
        closed = true;
    }

    /** What is done with a statement whose parameters are set. */
    private interface Work<T> {
        T run(PreparedStatement prepared) throws SQLException;
    }

    private <T> T run(Statement statement, @Nullable Object[] parameters, Work<T> work) {
        requireUsable(statement);
        long start = System.nanoTime();
        try (PreparedStatement prepared =
                loan.connection().prepareStatement(dialect.sql(statement))) {
            for (int index = 0; index < parameters.length; index++) {
                prepared.setObject(index + 1, dialect.parameter(parameters[index]));
            }
            return work.run(prepared);
        } catch (SQLException thrown) {
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
