package dev.colophon.database;

import dev.colophon.database.connection.DatabaseMetrics;
import dev.colophon.database.connection.SqlFailures;
import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbStatementDml;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs statements for as long as the lambda that received it, on the lambda's thread. Results are
 * read completely before a method returns.
 *
 * <p>After a failed statement a transaction accepts no other one and is rolled back, also when the
 * lambda swallows the failure: the two databases would otherwise differ here.
 */
public final class Session {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final long SLOW_NANOSECONDS = 500_000_000;

    private final DbExecute statements;
    private final Dialect dialect;
    private final DatabaseMetrics metrics;
    private final boolean transaction;
    private final @Nullable Listener listener;
    private @Nullable RuntimeException failure;
    private boolean closed;

    /** Hears of each statement when it is over, on the thread that ran it. */
    public interface Listener {
        /**
         * @param statement its name
         * @param nanoseconds how long it took, fetching included
         */
        void finished(String statement, long nanoseconds, boolean failed);
    }

    /**
     * @param listener null where nobody wants to hear of statements
     */
    Session(
            DbExecute statements,
            Dialect dialect,
            DatabaseMetrics metrics,
            boolean transaction,
            @Nullable Listener listener) {
        this.statements = statements;
        this.dialect = dialect;
        this.metrics = metrics;
        this.transaction = transaction;
        this.listener = listener;
    }

    /** All rows of a query (a SELECT, or DML with RETURNING). */
    public <T> List<T> list(Statement statement, Function<Row, T> mapper, Parameters parameters) {
        return run(statement, () -> direct().list(statement, mapper, parameters));
    }

    /** The only row of a query that returns at most one. */
    public <T> Optional<T> first(Statement statement, Function<Row, T> mapper, Parameters parameters) {
        return run(statement, () -> direct().first(statement, mapper, parameters));
    }

    /** Runs DML and returns the number of rows it touched. */
    public long execute(Statement statement, Parameters parameters) {
        NamedSql sql = dialect.sql(statement);
        @Nullable Object[] values = sql.values(statement.name(), parameters);
        return run(statement, () -> {
            DbStatementDml dml = statements.createNamedDmlStatement(statement.name(), sql.text());
            for (Object value : values) {
                dml.addParam(dialect.parameter(value));
            }
            return dml.execute();
        });
    }

    /**
     * Runs DML once for each of the parameters, in their order and in one journey; in none when there are none.
     */
    public void executeAll(Statement statement, List<Parameters> parameters) {
        if (!parameters.isEmpty()) {
            run(statement, () -> {
                direct().executeAll(statement, parameters);
                return statement;
            });
        }
    }

    /** All rows of a query without parameters. */
    public <T> List<T> list(Statement statement, Function<Row, T> mapper) {
        return list(statement, mapper, Parameters.none());
    }

    /** The only row of a query without parameters. */
    public <T> Optional<T> first(Statement statement, Function<Row, T> mapper) {
        return first(statement, mapper, Parameters.none());
    }

    /** Runs DML without parameters and returns the number of rows it touched. */
    public long execute(Statement statement) {
        return execute(statement, Parameters.none());
    }

    /** The failure that spoiled this transaction, if any. */
    @Nullable
    RuntimeException failure() {
        return failure;
    }

    void close() {
        closed = true;
    }

    /**
     * Reads rows past DbClient: its own ask for each column's metadata again, which makes a page of
     * 50 four times as dear, and hold instants in the calendar of {@code java.sql.Timestamp}.
     */
    private DirectSession direct() {
        return new DirectSession(statements.unwrap(Connection.class), dialect);
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    private <T> T run(Statement statement, Work<T> work) {
        requireUsable(statement);
        long start = System.nanoTime();
        boolean done = false;
        try {
            T result = work.run();
            done = true;
            return result;
        } catch (SQLException thrown) {
            throw failed(statement, thrown);
        } catch (DbClientException thrown) {
            // its own text repeats the SQL
            throw thrown.getCause() instanceof SQLException cause ? failed(statement, cause) : thrown;
        } finally {
            finished(statement, System.nanoTime() - start, done);
        }
    }

    private RuntimeException failed(Statement statement, SQLException cause) {
        RuntimeException translated = SqlFailures.translate(cause, statement.name(), dialect::trouble);
        if (transaction) {
            failure = translated;
        }
        return translated;
    }

    private void requireUsable(Statement statement) {
        if (closed) {
            throw new IllegalStateException(statement.name() + ": the session has ended with its lambda");
        }
        if (failure != null) {
            throw new IllegalStateException(
                    statement.name() + ": an earlier statement has spoiled this transaction", failure);
        }
    }

    private void finished(Statement statement, long nanoseconds, boolean done) {
        metrics.statementFinished(statement.name(), nanoseconds);
        if (listener != null) {
            listener.finished(statement.name(), nanoseconds, !done);
        }
        if (nanoseconds > SLOW_NANOSECONDS) {
            LOG.atWarn()
                    .addKeyValue("statement", statement.name())
                    .addKeyValue("ms", nanoseconds / 1_000_000)
                    .log("slow statement");
        }
    }
}
