package dev.colophon.migration.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConnection;

/**
 * Ends a migration from another thread. A driver cannot be interrupted in a read, so the running
 * statement is cancelled at the database, which rolls the migration back.
 */
public final class Interruption {
    private static final Logger LOG = LoggerFactory.getLogger(Interruption.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean requested;

    /** From now on the statements of this connection are cancelled on request. */
    Connection watch(Connection connection) {
        connections.add(connection);
        return connection;
    }

    public void forget() {
        connections.clear();
    }

    /** Fails with 143 once a stop was requested. */
    public void check() {
        if (requested) {
            throw MigrationFailures.terminated();
        }
    }

    boolean isRequested() {
        return requested;
    }

    /** Waits, and fails with 143 as soon as a stop is requested or the thread is interrupted. */
    public void sleep(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            check();
            pause();
        }
        check();
    }

    /** Cancels what runs, again and again until nothing is watched any more, for a while. */
    public void request() {
        requested = true;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!connections.isEmpty() && System.nanoTime() < end) {
            connections.forEach(Interruption::cancel);
            pause();
        }
    }

    private void pause() {
        try {
            Thread.sleep(BETWEEN_TRIES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            requested = true;
            throw MigrationFailures.terminated();
        }
    }

    private static void cancel(Connection connection) {
        try {
            if (connection.isWrapperFor(PGConnection.class)) {
                connection.unwrap(PGConnection.class).cancelQuery();
            } else if (connection instanceof SQLiteConnection sqlite && !sqlite.isClosed()) {
                sqlite.getDatabase().interrupt();
            }
        } catch (SQLException e) {
            LOG.warn("cannot cancel the running statement: {}", MigrationFailures.text(e));
        }
    }
}
