package dev.colophon.database;

import dev.colophon.observe.Metrics;
import dev.colophon.settings.DatabaseSettings;

import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbTransaction;

import java.util.List;
import java.util.function.Function;

import javax.sql.DataSource;

/**
 * The database of this instance. While it is known to be away every call fails at once with {@code
 * Problem.unavailable}; a call never waits longer than its budget for a connection.
 */
public final class Database implements AutoCloseable {
    private final Dialect dialect;
    private final Metrics metrics;
    private final Lane reader;
    private final Lane writer;

    private Database(Dialect dialect, Metrics metrics) {
        this.dialect = dialect;
        this.metrics = metrics;
        reader = dialect.openReader();
        writer = dialect.openWriter(reader);
    }

    /** Opens the pools; nothing is connected before the first call. */
    public static Database open(DatabaseSettings settings, Metrics metrics) {
        return new Database(Dialect.of(settings), metrics);
    }

    /**
     * Unpooled connections of the role that may change the schema, to the direct address, without a
     * limit for statements.
     */
    public static DataSource migrator(DatabaseSettings settings) {
        return Dialect.of(settings).migrator();
    }

    /**
     * Reads outside a transaction: each statement sees what is committed when it starts. This is
     * the cheapest way and the right one for a single query. SQLite refuses DML here.
     */
    public <T> T read(Function<Session, T> work) {
        return reader.lend(
                client -> {
                    Session session = new Session(client.execute(), dialect, metrics, false);
                    try {
                        return work.apply(session);
                    } finally {
                        session.close();
                    }
                });
    }

    /**
     * Runs the lambda in one transaction and commits it when the lambda returns; an exception rolls
     * it back. Violated constraints surface as {@link ConstraintViolation}. Not nestable.
     */
    public <T> T write(Function<Session, T> work) {
        return writer.lend(client -> inTransaction(client, work));
    }

    /** How busy each pool is. */
    public List<PoolState> pools() {
        return reader == writer ? List.of(reader.state()) : List.of(writer.state(), reader.state());
    }

    @Override
    public void close() {
        reader.close();
        writer.close();
    }

    private <T> T inTransaction(DbClient client, Function<Session, T> work) {
        DbTransaction transaction = client.transaction();
        Session session = new Session(transaction, dialect, metrics, true);
        try {
            T result = work.apply(session);
            RuntimeException failure = session.failure();
            if (failure != null) {
                throw failure;
            }
            commit(transaction);
            return result;
        } finally {
            // whatever was not committed is rolled back when the lane takes the connection back
            session.close();
        }
    }

    private void commit(DbTransaction transaction) {
        try {
            transaction.commit();
        } catch (io.helidon.dbclient.DbClientException failure) {
            throw Failures.translate(failure, "commit", dialect);
        }
    }
}
