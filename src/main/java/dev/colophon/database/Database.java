package dev.colophon.database;

import dev.colophon.database.connection.ConstraintViolation;
import dev.colophon.database.connection.DatabaseMetrics;
import dev.colophon.database.connection.DatabaseState;
import dev.colophon.database.connection.Lane;
import dev.colophon.database.connection.Loan;
import dev.colophon.database.connection.OutageGate;
import dev.colophon.database.connection.PoolState;
import dev.colophon.database.connection.SqlFailures;
import dev.colophon.database.connection.Store;
import dev.colophon.observe.metric.Meters;
import dev.colophon.problem.Problem;
import dev.colophon.problem.StartFailure;
import io.helidon.dbclient.DbClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database of this instance. While it is known to be away every call fails at once with {@code
 * Problem.unavailable}; a call never waits longer than its budget for a connection.
 */
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final Dialect dialect;
    private final Store store;
    private final DatabaseMetrics metrics;
    private final Lane reader;
    private final Lane writer;
    private final DbClient client = Lane.client();
    private final OutageGate gate;
    private volatile Session.@Nullable Listener listener;
    private @Nullable AutoCloseable instanceLock;

    private Database(Dialect dialect, Store store, Meters meters, InstantSource clock) {
        this.dialect = dialect;
        this.store = store;
        this.metrics = new DatabaseMetrics(meters);
        reader = store.openReader();
        writer = store.openWriter(reader);
        gate = new OutageGate(store.probe(), this::endOverdue, clock);
        metrics.watchPool(reader.state().name(), reader::state);
        if (writer != reader) {
            metrics.watchPool(writer.state().name(), writer::state);
        }
        metrics.watchReachability(() -> gate.state().up());
    }

    /**
     * Opens the pools and begins to watch the database, which is not connected to before the first
     * call.
     *
     * @param store ready to be opened; {@code database.opening} picks it by the settings
     */
    public static Database open(Dialect dialect, Store store, Meters meters, InstantSource clock) {
        Database database = new Database(dialect, store, meters, clock);
        database.gate.onChange(database::stateChanged);
        database.gate.start();
        return database;
    }

    /**
     * Reads outside a transaction: each statement sees what is committed when it starts. This is
     * the cheapest way and the right one for a single query. SQLite refuses DML here. Neither this
     * nor {@link #write} may be called inside a lambda of the other or of itself.
     */
    public <T> T read(Function<Session, T> work) {
        return lend(reader, loan -> outsideTransaction(work));
    }

    /**
     * Runs the lambda in one transaction and commits it when the lambda returns; an exception rolls
     * it back. Violated constraints surface as {@link ConstraintViolation}.
     */
    public <T> T write(Function<Session, T> work) {
        return lend(writer, loan -> inTransaction(loan, work));
    }

    /** Whether the database answers now; never waits. */
    public DatabaseState state() {
        return gate.state();
    }

    /** Tells of each loss and each return, on the probe's thread. */
    public void onStateChange(Consumer<DatabaseState> listener) {
        gate.onChange(listener);
    }

    /** Tells of each statement that is over from now on, by its name. */
    public void onStatement(Session.Listener statements) {
        listener = statements;
    }

    /**
     * Makes this process the one that serves a SQLite file until {@link #close}; PostgreSQL serves
     * any number. A verb that writes beside the server does not call this.
     *
     * @throws StartFailure with {@code TRY_AGAIN} when another instance serves the file
     */
    public void holdInstanceLock() {
        instanceLock = store.holdInstanceLock();
    }

    /** Shows the size of the data on disk in the metrics: one cheap query, none while it is away. */
    public void measure() {
        if (gate.state().up()) {
            long bytes = read(session -> session.first(DatabaseReport.SIZE, row -> row.number("bytes")))
                    .orElseThrow();
            metrics.measured(bytes);
        }
    }

    /** Shows the room on the volume that this file of it is on in the metrics. */
    public void watchVolume(Path file) {
        metrics.watchVolume(file);
    }

    /** Counts every table and looks for damage; may take long on much data. */
    public DatabaseReport report() {
        gate.requireUp();
        try {
            return reader.withConnection(connection ->
                            DatabaseReport.read(new DirectSession(connection, dialect), store.freeBytes()))
                    .withPools(pools());
        } catch (SQLException failure) {
            throw SqlFailures.translate(failure, "report", dialect::trouble);
        }
    }

    /** How busy each pool is. */
    public List<PoolState> pools() {
        return reader == writer ? List.of(reader.state()) : List.of(writer.state(), reader.state());
    }

    @Override
    public void close() {
        gate.close();
        reader.close();
        writer.close();
        AutoCloseable lock = instanceLock;
        if (lock != null) {
            try {
                lock.close();
            } catch (Exception failure) {
                LOG.warn("the instance lock could not be given back", failure);
            }
        }
        store.close();
    }

    private void endOverdue() {
        store.endOverdue(reader);
        store.endOverdue(writer);
    }

    private void stateChanged(DatabaseState state) {
        if (!state.up()) {
            reader.abandon();
            writer.abandon();
        }
    }

    private <T> T lend(Lane lane, Function<Loan, T> work) {
        gate.requireUp();
        try {
            return lane.lend(work);
        } catch (Problem problem) {
            if (problem.code().equals(SqlFailures.AWAY)) {
                gate.suspect();
            }
            throw problem;
        }
    }

    private <T> T outsideTransaction(Function<Session, T> work) {
        Session session = new Session(client.execute(), dialect, metrics, false, listener);
        try {
            return work.apply(session);
        } finally {
            session.close();
        }
    }

    private <T> T inTransaction(Loan loan, Function<Session, T> work) {
        Session session = new Session(client.execute(), dialect, metrics, true, listener);
        try {
            loan.begin();
            T result = work.apply(session);
            RuntimeException failure = session.failure();
            if (failure != null) {
                throw failure;
            }
            loan.commit();
            return result;
        } catch (SQLException failure) {
            loan.discard();
            throw SqlFailures.translate(failure, "transaction", dialect::trouble);
        } finally {
            session.close();
            // SQLite ends a transaction by itself on some failures, and its driver does not notice
            if (session.failure() != null && !(session.failure() instanceof ConstraintViolation)) {
                loan.discard();
            }
        }
    }
}
