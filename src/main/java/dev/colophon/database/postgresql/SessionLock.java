package dev.colophon.database.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Advisory locks of a PostgreSQL session, which end with its process. */
public final class SessionLock {
    private static final Logger LOG = LoggerFactory.getLogger(SessionLock.class);

    private SessionLock() {}

    /**
     * Holds a lock on a connection that is for nothing else: it is closed with the lock, and now when another session
     * has it.
     *
     * @param key tells the lock from those of other purposes
     */
    public static Optional<AutoCloseable> hold(Connection connection, long key) throws SQLException {
        boolean held = false;
        try {
            held = take(connection, key);
        } finally {
            if (!held) {
                connection.close();
            }
        }
        return held ? Optional.of(() -> release(connection, key)) : Optional.empty();
    }

    /** Takes a lock for as long as the session lasts, unless another one has it. */
    public static boolean take(Connection connection, long key) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
            statement.setLong(1, key);
            try (var result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    /** Not by the end of the session alone, of which the server learns only after the next one has asked. */
    private static void release(Connection connection, long key) {
        try (connection;
                var statement = connection.prepareStatement("SELECT pg_advisory_unlock(?)")) {
            statement.setLong(1, key);
            statement.execute();
        } catch (SQLException gone) {
            LOG.debug("the session that held a lock ended before", gone);
        }
    }
}
