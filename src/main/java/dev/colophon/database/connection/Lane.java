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
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * A pool and a fair permit in front of it. Without the permit many virtual threads spin for a
 * connection and the slowest requests take five times as long.
 */
public final class Lane implements AutoCloseable {
    /** Waiting for the permit and for the pool together. */
    private static final long BUDGET_MILLISECONDS = 1_500;

    private static final ScopedValue<Loan> LENT = ScopedValue.newInstance();

    private final String name;
    private final int size;
    private final HikariDataSource source;
    private final HikariPool pool;
    private final Semaphore permits;
    private final Set<Loan> loans = ConcurrentHashMap.newKeySet();

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

    /**
     * Takes a permit, lends a connection to the work and takes both back, whatever happens; a
     * transaction that the work leaves open is rolled back.
     */
    public <T> T lend(Function<Loan, T> work) {
        if (LENT.isBound()) {
            // under load such a call would wait for a connection that it holds itself
            throw new IllegalStateException("a session is open on this thread, use that one");
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BUDGET_MILLISECONDS);
        takePermit();
        Loan loan = new Loan(source, pool, deadline);
        loans.add(loan);
        try {
            return ScopedValue.where(LENT, loan).call(() -> work.apply(loan));
        } finally {
            loans.remove(loan);
            try {
                loan.close();
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
        Loan loan = LENT.orElseThrow(() -> new IllegalStateException("the session is another thread's"));
        try {
            return LentConnection.of(loan.connection());
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
        loans.forEach(Loan::abort);
    }

    /** Does something about connections that have been lent for longer than the limit. */
    public void onOverdue(Duration limit, Loan.Action action) {
        long now = System.nanoTime();
        loans.forEach(loan -> loan.onOverdue(now - limit.toNanos(), action));
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
}
