package dev.colophon.database.connection;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection of one call, taken from the pool when it is first used. */
public final class Loan {
    private static final Logger LOG = LoggerFactory.getLogger(Loan.class);

    /** HikariCP refuses to wait less than this. */
    private static final long LEAST_POOL_WAIT_MILLISECONDS = 250;

    private final HikariDataSource source;
    private final HikariPool pool;
    private final long deadline;
    private @Nullable Connection connection;
    private long lentAt;
    private boolean inTransaction;
    private boolean discarded;

    /**
     * @param deadline in nanoseconds, for the pool to have a connection
     */
    Loan(HikariDataSource source, HikariPool pool, long deadline) {
        this.source = source;
        this.pool = pool;
        this.deadline = deadline;
    }

    /** Something to do with a connection that another thread is using. */
    public interface Action {
        void run(Connection connection) throws SQLException;
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

    /** From here on nothing is kept that is not committed. */
    public void begin() throws SQLException {
        connection().setAutoCommit(false);
        inTransaction = true;
    }

    /** Keeps what was done since the transaction began. */
    public void commit() throws SQLException {
        connection().commit();
        inTransaction = false;
    }

    /** The connection is not to be used again: nobody knows in which state it is. */
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
            LOG.debug("{} was broken already", source.getPoolName(), failure);
        }
    }

    /** The pool switches auto-commit on again, which would commit what is open. */
    private void rollBack(Connection taken) {
        try {
            taken.rollback();
        } catch (SQLException failure) {
            discarded = true;
            LOG.debug("{} cannot roll back, its connection is closed", source.getPoolName(), failure);
        }
    }

    synchronized void abort() {
        act(taken -> taken.abort(Runnable::run));
    }

    synchronized void onOverdue(long lentBefore, Action action) {
        if (lentAt - lentBefore < 0) {
            act(action);
        }
    }

    private void act(Action action) {
        try {
            if (connection != null && !connection.isClosed()) {
                action.run(connection);
            }
        } catch (SQLException failure) {
            LOG.debug("a connection of {} ended meanwhile", source.getPoolName(), failure);
        }
    }
}
