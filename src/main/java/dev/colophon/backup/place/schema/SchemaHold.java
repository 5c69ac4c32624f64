package dev.colophon.backup.place.schema;

import dev.colophon.migration.RestoreLock;
import dev.colophon.migration.connection.Interruption;
import dev.colophon.migration.connection.MigrationFailures;
import dev.colophon.migration.run.MigrationLock;
import dev.colophon.migration.run.MigrationTarget;
import dev.colophon.problem.StartFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All locks on a PostgreSQL database: of restores, of migrators, and on the live tables against
 * writers. They are of sessions and a transaction, so they end with the process.
 */
public final class SchemaHold implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaHold.class);
    private static final Duration MIGRATORS_PATIENCE = Duration.ofSeconds(10);
    private static final int TRIES = 3;

    private final Connection connection;
    private final Deque<AutoCloseable> held = new ArrayDeque<>();

    private SchemaHold(Connection connection) {
        this.connection = connection;
        held.push(connection);
    }

    /**
     * Takes them; there may be no schema yet.
     *
     * @param ours tells what of the live schema is Colophon's
     * @throws StartFailure 11 while another restore has it, 15 while an instance lives or somebody
     *     writes, 75 while it is migrated, 77 without the right to make a schema
     */
    public static SchemaHold take(MigrationTarget target, Ours ours) throws SQLException {
        SchemaHold hold = new SchemaHold(target.open());
        boolean complete = false;
        try {
            LiveUse use = new LiveUse(hold.connection);
            use.requireRights();
            use.lockRestores(RestoreLock.KEY);
            hold.held.push(MigrationLock.acquire(target, MIGRATORS_PATIENCE, new Interruption()));
            use.requireNobodyServing();
            hold.lockWritersOut(ours);
            complete = true;
            return hold;
        } finally {
            if (!complete) {
                hold.close();
            }
        }
    }

    /** Begins the transaction that ends with the swap. Readers go on; whoever writes waits. */
    private void lockWritersOut(Ours ours) throws SQLException {
        connection.setAutoCommit(false);
        for (int tries = 1; ; tries++) {
            try {
                LiveSchema live = LiveSchema.read(connection, ours);
                live.requireMovable(connection);
                live.lock(connection, "EXCLUSIVE");
                return;
            } catch (SQLException failure) {
                connection.rollback();
                if (!MigrationFailures.isLocked(failure)) {
                    throw failure;
                }
                if (tries >= TRIES) {
                    throw LiveUse.refused("somebody writes: " + new LiveUse(connection).writers(), "end that first");
                }
                LOG.warn("somebody writes, try {} of {}: {}", tries, TRIES, MigrationFailures.text(failure));
            }
        }
    }

    /** In whose transaction the live tables are locked. */
    public Connection connection() {
        return connection;
    }

    /** The lock of restores goes before the session ends, of which the server learns only after the next one asked. */
    @Override
    public void close() {
        try (var statement = connection.createStatement()) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            statement.execute("SELECT pg_advisory_unlock_all()");
        } catch (SQLException failure) {
            LOG.warn("the transaction of the restore is gone: {}", MigrationFailures.text(failure));
        }
        while (!held.isEmpty()) {
            MigrationLock.release(held.pop());
        }
    }
}
