package dev.colophon.database.connection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.colophon.problem.Problem;
import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.jdbc.JdbcClientBuilder;
import io.helidon.dbclient.jdbc.JdbcParametersConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool and a fair permit in front of it. Without the permit many virtual threads spin for a
 * connection and the slowest requests take five times as long.
 */
public final class Lane implements AutoCloseable {
    /** Waiting for the permit and for the pool together. */
    private static final long BUDGET_MILLISECONDS = 1_500;

    /** HikariCP refuses to wait less than this. */
    private static final long LEAST_POOL_WAIT_MILLISECONDS = 250;

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final ScopedValue<Lease> LENT = ScopedValue.newInstance();

    private final String name;
    private final int size;
    private final HikariDataSource source;
    private final HikariPool pool;
    private final Semaphore permits;
    private final Set<Lease> leases = ConcurrentHashMap.newKeySet();

    /**
     * @param name what the pool is called in metrics
     * @param setUp SQL that each new connection runs first
     */
    public Lane(String name, int size, DataSource connections, String setUp) {
        this.name = name;
        this.size = size;
        source = new HikariDataSource(configuration(name, size, connections, setUp));
        // the data source itself offers no time limit for a single call
        pool = (HikariPool) source.getHikariPoolMXBean();
        permits = new Semaphore(size, true);
    }

    /** How the call that has been lent a connection ends its transaction. */
    public interface Loan {
        /** From here on nothing is kept that is not committed. */
        void begin() throws SQLException;

        /** Keeps what was done since the transaction began. */
        void commit() throws SQLException;

        /** The connection is not to be used again: nobody knows in which state it is. */
        void discard();
    }

    /** Work that may use the connection; a transaction that it leaves open is rolled back. */
    public interface Work<T> {
        T run(Loan loan);
    }

    /** Takes a permit, lends a connection to the work and takes both back, whatever happens. */
    public <T> T lend(Work<T> work) {
        if (LENT.isBound()) {
            // under load such a call would wait for a connection that it holds itself
            throw new IllegalStateException("a session is open on this thread, use that one");
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BUDGET_MILLISECONDS);
        takePermit();
        Lease lease = new Lease(deadline);
        leases.add(lease);
        try {
            return ScopedValue.where(LENT, lease).call(() -> work.run(lease));
        } finally {
            leases.remove(lease);
            try {
                lease.close();
            } finally {
                permits.release();
            }
        }
    }

    /** DbClient on the connection that the calling thread has been lent, whichever lane's it is. */
    public static DbClient client() {
        return JdbcClientBuilder.create()
                .connectionPool(Lane::lent)
                .parametersSetter(
                        // by default a longer text or byte array becomes a stream
                        JdbcParametersConfig.builder()
                                .useStringBinding(false)
                                .useByteArrayBinding(false)
                                .build())
                .build();
    }

    private static Connection lent() {
        Lease lease = LENT.orElseThrow(() -> new IllegalStateException("the session is another thread's"));
        try {
            return LentConnection.of(lease.connection());
        } catch (SQLException failure) {
            throw new DbClientException("the pool has no connection to lend", failure);
        }
    }

    /** Runs work that may take longer than a call's budget and is not watched for being overdue. */
    public <T> T withConnection(ConnectionWork<T> work) throws SQLException {
        takePermit();
        try (Connection connection = pool.getConnection(BUDGET_MILLISECONDS)) {
            return work.run(connection);
        } finally {
            permits.release();
        }
    }

    /** Work on a plain connection. */
    public interface ConnectionWork<T> {
        T run(Connection connection) throws SQLException;
    }

    public PoolState state() {
        return new PoolState(
                name,
                size - permits.availablePermits(),
                pool.getActiveConnections(),
                pool.getIdleConnections(),
                permits.getQueueLength(),
                size);
    }

    /** Ends every call that waits for an answer which will not come, and forgets idle ones. */
    public void abandon() {
        source.getHikariPoolMXBean().softEvictConnections();
        leases.forEach(Lease::abort);
    }

    /** Does something about connections that have been lent for longer than the limit. */
    public void onOverdue(Duration limit, ConnectionAction action) {
        long now = System.nanoTime();
        leases.forEach(lease -> lease.onOverdue(now - limit.toNanos(), action));
    }

    /** Something to do with a connection that another thread is using. */
    public interface ConnectionAction {
        void run(Connection connection) throws SQLException;
    }

    @Override
    public void close() {
        source.close();
    }

    private void takePermit() {
        try {
            if (!permits.tryAcquire(BUDGET_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                throw SqlFailures.unavailable(Trouble.BUSY);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("stopping", "The work was interrupted.", 1);
        }
    }

    private static HikariConfig configuration(String name, int size, DataSource connections, String setUp) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(connections);
        config.setMaximumPoolSize(size);
        // HikariCP backs off for seconds when it cannot refill a pool that nobody asks
        config.setMinimumIdle(0);
        config.setConnectionTimeout(BUDGET_MILLISECONDS);
        config.setValidationTimeout(500);
        config.setInitializationFailTimeout(-1);
        config.setConnectionInitSql(setUp);
        return config;
    }

    /** The connection of one call. */
    private final class Lease implements Loan {
        private final long deadline;
        private @Nullable Connection connection;
        private long lentAt;
        private boolean inTransaction;
        private boolean discarded;

        Lease(long deadline) {
            this.deadline = deadline;
        }

        /** Always the same one; taken from the pool at the first call. */
        Connection connection() throws SQLException {
            // only the thread that has the loan sets it
            Connection taken = connection;
            if (taken == null) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                taken = pool.getConnection(Math.max(left, LEAST_POOL_WAIT_MILLISECONDS));
                synchronized (this) {
                    connection = taken;
                    lentAt = System.nanoTime();
                }
            }
            return taken;
        }

        @Override
        public void begin() throws SQLException {
            connection().setAutoCommit(false);
            inTransaction = true;
        }

        @Override
        public void commit() throws SQLException {
            connection().commit();
            inTransaction = false;
        }

        @Override
        public void discard() {
            discarded = true;
        }

        synchronized void close() {
            Connection taken = connection;
            if (taken == null) {
                return;
            }
            connection = null;
            if (inTransaction) {
                rollBack(taken);
            }
            if (discarded) {
                // closes it; HikariCP fails when it is asked to close such a one again
                source.evictConnection(taken);
                return;
            }
            try {
                taken.close();
            } catch (SQLException failure) {
                LOG.debug("{} was broken already", name, failure);
            }
        }

        /** The pool switches auto-commit on again, which would commit what is open. */
        private void rollBack(Connection taken) {
            try {
                taken.rollback();
            } catch (SQLException failure) {
                discarded = true;
                LOG.debug("{} cannot roll back, its connection is closed", name, failure);
            }
        }

        synchronized void abort() {
            act(taken -> taken.abort(Runnable::run));
        }

        synchronized void onOverdue(long lentBefore, ConnectionAction action) {
            if (lentAt - lentBefore < 0) {
                act(action);
            }
        }

        private void act(ConnectionAction action) {
            try {
                if (connection != null && !connection.isClosed()) {
                    action.run(connection);
                }
            } catch (SQLException failure) {
                LOG.debug("a connection of {} ended meanwhile", name, failure);
            }
        }
    }
}
