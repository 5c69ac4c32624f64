package dev.colophon.migration.run;

import dev.colophon.migration.connection.Interruption;
import dev.colophon.migration.connection.MigrationFailures;
import dev.colophon.migration.connection.MigratorConnections;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
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

    /** "colophon" as a number, so that it meets no other program's lock. */
    private static final long KEY = 0x636f6c6f70686f6eL;

    /** Closing any channel of a file ends this process's lock on it, so no second is opened. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final AutoCloseable held;

    private MigrationLock(AutoCloseable held) {
        this.held = held;
    }

    /**
     * Waits for the lock.
     *
     * @throws StartFailure 75 when another migrator held it for all that time
     */
    public static MigrationLock acquire(MigratorConnections connections, Duration wait, Interruption interruption)
            throws SQLException {
        long end = System.nanoTime() + wait.toNanos();
        boolean told = false;
        while (true) {
            AutoCloseable held = connections.isPostgresql() ? session(connections) : file(connections);
            if (held != null) {
                return new MigrationLock(held);
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

    private static @Nullable AutoCloseable session(MigratorConnections connections) throws SQLException {
        Connection connection = connections.open();
        boolean held = false;
        try (var statement = connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
            statement.setLong(1, KEY);
            try (var result = statement.executeQuery()) {
                held = result.next() && result.getBoolean(1);
            }
        } finally {
            if (!held) {
                connection.close();
            }
        }
        return held ? connection : null;
    }

    private static @Nullable AutoCloseable file(MigratorConnections connections) {
        Path database = connections.settings().sqlitePath().toAbsolutePath().normalize();
        Path file = database.resolveSibling(database.getFileName() + ".migrate.lock");
        if (!HELD_HERE.add(file)) {
            return null;
        }
        AutoCloseable held = null;
        try {
            held = lock(file);
            return held;
        } catch (IOException e) {
            throw new StartFailure(
                    ExitCode.CANNOT_WRITE,
                    MigrationFailures.WHAT,
                    "cannot lock " + file + ": " + e,
                    "let this user write in that folder",
                    e);
        } finally {
            if (held == null) {
                HELD_HERE.remove(file);
            }
        }
    }

    private static @Nullable AutoCloseable lock(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean held = false;
        try {
            held = channel.tryLock() != null;
        } finally {
            if (!held) {
                channel.close();
            }
        }
        if (!held) {
            return null;
        }
        return () -> {
            channel.close();
            HELD_HERE.remove(file);
        };
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
