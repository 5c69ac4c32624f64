package dev.colophon.database;

import dev.colophon.database.connection.ConstraintViolation;
import dev.colophon.database.connection.DatabaseState;
import dev.colophon.database.connection.Lane;
import dev.colophon.database.connection.OutageGate;
import dev.colophon.database.connection.PoolState;
import dev.colophon.database.connection.SqlFailures;
import dev.colophon.observe.metric.Metrics;
import dev.colophon.observe.metric.PoolFigures;
import dev.colophon.problem.Problem;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings;
import io.helidon.dbclient.DbClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database of this instance. While it is known to be away every call fails at once with {@code
 * Problem.unavailable}; a call never waits longer than its budget for a connection.
 */
public final class Database implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Database.class);

    private static final Statement SIZE =
            Statement.split("database.size", "SELECT pg_database_size(current_database()) AS bytes", """
                    SELECT p.page_count * s.page_size AS bytes
                    FROM pragma_page_count p, pragma_page_size s
                    """);

    private final Dialect dialect;
    private final Metrics metrics;
    private final Lane reader;
    private final Lane writer;
    private final DbClient client = Lane.client();
    private final OutageGate gate;
    private @Nullable AutoCloseable instanceLock;

    private Database(Dialect dialect, Metrics metrics) {
        this.dialect = dialect;
        this.metrics = metrics;
        reader = dialect.openReader();
        writer = dialect.openWriter(reader);
        gate = new OutageGate(dialect.probe(), this::endOverdue, InstantSource.system());
        watch(reader);
        if (writer != reader) {
            watch(writer);
        }
        metrics.watchDatabase(() -> gate.state().up());
    }

    /**
     * Opens the pools and begins to watch the database. PostgreSQL is not connected to before the
     * first call; a SQLite file is made if it is missing.
     *
     * @throws StartFailure {@code CANNOT_WRITE} and others, when a SQLite file cannot be used
     */
    public static Database open(DatabaseSettings settings, Metrics metrics) {
        Dialect dialect = Dialect.of(settings);
        dialect.prepare();
        Database database = new Database(dialect, metrics);
        database.gate.onChange(database::stateChanged);
        database.gate.start();
        return database;
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

    /**
     * Makes this process the one that serves a SQLite file until {@link #close}; PostgreSQL serves
     * any number. A verb that writes beside the server does not call this.
     *
     * @throws StartFailure with {@code TRY_AGAIN} when another instance serves the file
     */
    public void holdInstanceLock() {
        instanceLock = dialect.holdInstanceLock();
    }

    /** Size of the data on disk; one cheap query. */
    public long sizeBytes() {
        return read(session -> session.first(SIZE, row -> row.number("bytes"))).orElseThrow();
    }

    /** Counts every table and looks for damage; may take long on much data. */
    public DatabaseReport report() {
        gate.requireUp();
        try {
            DatabaseReport report = reader.withConnection(dialect::report);
            return new DatabaseReport(
                    report.server(),
                    report.sizeBytes(),
                    report.freeBytes(),
                    report.tables(),
                    report.findings(),
                    pools());
        } catch (SQLException failure) {
            throw SqlFailures.translate(failure, "report", dialect);
        }
    }

    /**
     * Writes a consistent copy of a SQLite file, also while it is served.
     *
     * @param target a file that does not exist, in a folder that does
     * @throws StartFailure {@code CANNOT_WRITE}; {@code USAGE} with PostgreSQL
     */
    public static void copy(DatabaseSettings settings, Path target) {
        Dialect.of(settings).copyTo(target);
    }

    private void watch(Lane lane) {
        metrics.watchPool(lane.state().name(), () -> {
            PoolState state = lane.state();
            return new PoolFigures(state.active(), state.idle(), state.max(), state.pending());
        });
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
                LOGGER.warn("The instance lock could not be given back", failure);
            }
        }
    }

    private void endOverdue() {
        dialect.endOverdue(reader);
        dialect.endOverdue(writer);
    }

    private void stateChanged(DatabaseState state) {
        if (!state.up()) {
            reader.abandon();
            writer.abandon();
        }
    }

    private <T> T lend(Lane lane, Lane.Work<T> work) {
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
        Session session = new Session(client.execute(), dialect, metrics, false);
        try {
            return work.apply(session);
        } finally {
            session.close();
        }
    }

    private <T> T inTransaction(Lane.Loan loan, Function<Session, T> work) {
        Session session = new Session(client.execute(), dialect, metrics, true);
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
            throw SqlFailures.translate(failure, "transaction", dialect);
        } finally {
            session.close();
            // SQLite ends a transaction by itself on some failures, and its driver does not notice
            if (session.failure() != null && !(session.failure() instanceof ConstraintViolation)) {
                loan.discard();
            }
        }
    }
}
