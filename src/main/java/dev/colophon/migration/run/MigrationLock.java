package dev.colophon.migration.run;

import dev.colophon.migration.connection.Interruption;
import dev.colophon.migration.connection.MigrationFailures;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One migrator at a time. Flyway's own lock covers single migrations (and nothing on SQLite); this
 * one covers the whole of it: the fence, the safety copy and all migrations. It ends with its
 * process: on PostgreSQL a session lock, on SQLite a lock on a file beside the database.
 */
public final class MigrationLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MigrationLock.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

    private final AutoCloseable held;

    private MigrationLock(AutoCloseable held) {
        this.held = held;
    }

    /**
     * Waits for the lock.
     *
     * @throws StartFailure 75 when another migrator held it for all that time
     */
    public static MigrationLock acquire(MigrationTarget target, Duration wait, Interruption interruption)
            throws SQLException {
        long end = System.nanoTime() + wait.toNanos();
        boolean told = false;
        while (true) {
            Optional<AutoCloseable> held = target.tryLock();
            if (held.isPresent()) {
                return new MigrationLock(held.get());
            }
            if (System.nanoTime() > end) {
                throw ranOut(wait);
            }
            if (!told) {
                LOG.info("another migrator is at work, waiting up to {} s", wait.toSeconds());
                told = true;
            }
            interruption.sleep(BETWEEN_TRIES);
        }
    }

    private static StartFailure ranOut(Duration wait) {
        return new StartFailure(
                ExitCode.TRY_AGAIN,
                MigrationFailures.WHAT,
                "another migrator held the lock for " + wait.toSeconds() + " s",
                "see what it does, then try again");
    }

    @Override
    public void close() {
        release(held);
    }

    public static void release(AutoCloseable held) {
        try {
            held.close();
        } catch (Exception e) {
            LOG.warn("cannot give a lock back: {}", MigrationFailures.text(e));
        }
    }
}
