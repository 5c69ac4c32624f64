package dev.colophon.database.opening;

import dev.colophon.database.postgresql.ConnectionRefusal;
import dev.colophon.database.postgresql.PostgresqlServer;
import dev.colophon.database.sqlite.SqliteStore;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Endpoint;
import dev.colophon.settings.DatabaseSettings.Engine;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits at the start until the database can be used, and refuses one that never will be. An
 * interrupt ends the waiting at once.
 */
public final class DatabaseWait {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWait.class);
    private static final String WHAT = "wait for the database";

    private final DatabaseSettings settings;
    private final Time time;
    private volatile String progress = "";

    /** How time passes; tests let it pass faster. */
    public interface Time {
        long nanoTime();

        void sleep(long milliseconds) throws InterruptedException;

        /** The time of this machine. */
        Time REAL = new Time() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void sleep(long milliseconds) throws InterruptedException {
                Thread.sleep(milliseconds);
            }
        };
    }

    public DatabaseWait(DatabaseSettings settings, Time time) {
        this.settings = settings;
        this.time = time;
    }

    /**
     * Returns when the database has answered and is one that this program supports. With SQLite the
     * file and its folder are made if they are missing.
     *
     * @param endpoint whose role is tried; only PostgreSQL looks at it
     * @throws StartFailure with {@code TRY_AGAIN} when every try failed, {@code DATABASE_REFUSED}
     *     when no other try can help, {@code CANNOT_WRITE} for an unusable SQLite file, {@code
     *     TERMINATED} when interrupted
     */
    public void await(Endpoint endpoint) {
        if (settings.engine() == Engine.SQLITE) {
            try (SqliteStore store = new SqliteStore(settings)) {
                store.prepare();
            }
            return;
        }
        long start = time.nanoTime();
        String reason = "";
        for (int number = 1; number <= settings.waitAttempts(); number++) {
            sleepUntil(start, (long) (number - 1) * settings.waitDelaySeconds());
            Optional<ConnectionRefusal> refusal = connect(endpoint);
            if (refusal.isEmpty()) {
                return;
            }
            reason = refusal.get().reason();
            if (refusal.get().permanent()) {
                throw refused(endpoint, reason);
            }
            progress = "try %d of %d: %s".formatted(number, settings.waitAttempts(), reason);
            LOG.warn("waiting for {}: {}", named(endpoint), progress);
        }
        throw new StartFailure(
                ExitCode.TRY_AGAIN,
                WHAT,
                named(endpoint) + " did not answer in " + settings.waitAttempts() + " tries, last: " + reason,
                "start the database, or check the address; DB_WAIT_ATTEMPTS and"
                        + " DB_WAIT_DELAY_SECONDS say how long to wait");
    }

    /** What the last try met, for somebody who looks on; empty before it. */
    public String progress() {
        return progress;
    }

    private Optional<ConnectionRefusal> connect(Endpoint endpoint) {
        try {
            Optional<ConnectionRefusal> refusal = new PostgresqlServer(settings).tryToConnect(endpoint);
            if (refusal.isPresent()) {
                requireNoInterrupt();
            }
            return refusal;
        } catch (StartFailure unsupported) {
            throw unsupported;
        } catch (RuntimeException failure) {
            // so the driver answers an interrupt
            requireNoInterrupt();
            throw failure;
        }
    }

    private void sleepUntil(long start, long seconds) {
        long left = start + TimeUnit.SECONDS.toNanos(seconds) - time.nanoTime();
        try {
            if (left > 0) {
                time.sleep(TimeUnit.NANOSECONDS.toMillis(left) + 1);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        requireNoInterrupt();
    }

    private static void requireNoInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            throw new StartFailure(ExitCode.TERMINATED, WHAT, "it was told to stop", "nothing to mend");
        }
    }

    private StartFailure refused(Endpoint endpoint, String reason) {
        return new StartFailure(
                ExitCode.DATABASE_REFUSED,
                WHAT,
                named(endpoint) + " refused: " + reason,
                "check POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB and POSTGRES_SSLMODE, or" + " DATABASE_URL");
    }

    private String named(Endpoint endpoint) {
        return "PostgreSQL at %s:%d, database '%s', user '%s'"
                .formatted(endpoint.host(), endpoint.port(), settings.name(), endpoint.user());
    }
}
