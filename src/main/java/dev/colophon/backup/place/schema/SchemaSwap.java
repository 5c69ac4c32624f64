package dev.colophon.backup.place.schema;

import dev.colophon.backup.place.kept.KeptData;
import dev.colophon.migration.connection.MigrationFailures;
import dev.colophon.migration.run.MigrationTarget;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the objects of the live schema out and those of another one in, in the transaction that has
 * kept writers out: whoever waits for a table goes on with the new one.
 */
public final class SchemaSwap {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaSwap.class);
    private static final String WHAT = "put the new data in place";

    /** Together longer than a writer waits that has read already, and so stands against the lock. */
    private static final int TRIES = 5;

    private final MigrationTarget live;
    private final Connection connection;
    private final Ours ours;

    /**
     * @param connection the hold's
     */
    public SchemaSwap(MigrationTarget live, Connection connection, Ours ours) {
        this.live = live;
        this.connection = connection;
        this.ours = ours;
    }

    /**
     * Swaps.
     *
     * @param fresh the schema whose objects become live; it is gone afterwards
     * @param old what the live data will be, when there is any
     * @throws StartFailure 15, 16, 18 or 77 when the old data is still live; 19 when nobody knows
     */
    public void replace(String fresh, KeptData old) {
        for (int tries = 1; ; tries++) {
            try {
                Savepoint before = connection.setSavepoint();
                try {
                    move(fresh, old);
                    break;
                } catch (SQLException | StartFailure failure) {
                    connection.rollback(before);
                    throw failure;
                }
            } catch (SQLException failure) {
                if (!MigrationFailures.isLocked(failure) || tries >= TRIES) {
                    throw SchemaFailures.of(WHAT, failure);
                }
                LOG.warn("somebody uses a table, try {} of {}: {}", tries, TRIES, MigrationFailures.text(failure));
            }
        }
        commit(fresh);
    }

    private void move(String fresh, KeptData old) throws SQLException {
        LiveSchema from = LiveSchema.read(connection, ours);
        from.requireMovable(connection);
        from.lock(connection, "ACCESS EXCLUSIVE");
        step("the live tables are locked");
        try (Statement statement = connection.createStatement()) {
            if (!from.objects().isEmpty()) {
                String kept = KeptSchemas.kept(old.id());
                statement.execute("CREATE SCHEMA " + kept);
                statement.execute("COMMENT ON SCHEMA " + kept + " IS " + statement.enquoteLiteral(old.note()));
                move(statement, from, kept);
                step("the old data is kept");
            }
            move(statement, LiveSchema.read(connection, fresh), statement.enquoteIdentifier(from.name(), true));
            step("the new data is in place");
            statement.execute("DROP SCHEMA " + fresh);
        }
        live.giveRights(connection);
        step("rights are given");
    }

    private static void move(Statement statement, LiveSchema from, String to) throws SQLException {
        for (SchemaObject object : from.objects()) {
            statement.execute(object.alter().orElseThrow() + " SET SCHEMA " + to);
        }
    }

    private void commit(String fresh) {
        try {
            connection.commit();
            step("committed");
        } catch (SQLException failure) {
            requireCommitted(fresh, failure);
        }
    }

    /** The connection may have ended before the commit or only before its answer. */
    private void requireCommitted(String fresh, SQLException failure) {
        boolean committed;
        try (Connection other = live.open()) {
            committed = !KeptSchemas.exists(other, fresh);
        } catch (SQLException again) {
            failure.addSuppressed(again);
            throw new StartFailure(
                    ExitCode.RESTORE_UNFINISHED,
                    WHAT,
                    "the connection ended while it was committed: " + MigrationFailures.text(failure),
                    "the old data is live if there is a schema " + fresh + ", else the new; look before you start an"
                            + " instance",
                    failure);
        }
        if (!committed) {
            throw SchemaFailures.of(WHAT, failure);
        }
    }

    /** A crash may come after each of them, as the test of crashes does. */
    private static void step(String done) {
        LOG.debug("swap: {}", done);
    }
}
