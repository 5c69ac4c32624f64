package dev.colophon.backup.work;

import dev.colophon.database.sqlite.HeldFile;
import dev.colophon.migration.connection.MigrationFailures;
import dev.colophon.migration.run.MigrationTarget;
import dev.colophon.migration.target.MigrationTargets;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One backup of a database at a time, wherever it is started. The lock ends with its process: on PostgreSQL it is one
 * of a session, on SQLite one of a file beside the database.
 */
public final class BackupLock {
    private static final Logger LOG = LoggerFactory.getLogger(BackupLock.class);
    private static final String WHAT = "lock the backups of this database";

    /** "backups" as a number, so that it meets no other program's lock. */
    private static final long KEY = 0x6261636b757073L;

    private BackupLock() {}

    /**
     * Takes the lock, or fails at once.
     *
     * @throws StartFailure 11 when another one has it
     */
    public static AutoCloseable hold(DatabaseSettings settings) {
        return switch (settings.engine()) {
            case POSTGRESQL -> ofSession(MigrationTargets.of(settings));
            case SQLITE -> ofFile(settings.sqlitePath().toAbsolutePath().normalize());
        };
    }

    private static AutoCloseable ofSession(MigrationTarget database) {
        try {
            Connection connection = database.open();
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
            if (!held) {
                throw taken("another process holds the lock of the server");
            }
            return () -> release(connection);
        } catch (SQLException failure) {
            throw MigrationFailures.of(failure, database);
        }
    }

    /** Not by the end of the session alone, of which the server learns only after the next task has asked. */
    private static void release(Connection connection) {
        try (connection;
                var statement = connection.prepareStatement("SELECT pg_advisory_unlock(?)")) {
            statement.setLong(1, KEY);
            statement.execute();
        } catch (SQLException gone) {
            LOG.debug("the session that held the lock of backups ended before", gone);
        }
    }

    private static AutoCloseable ofFile(Path database) {
        Path file = database.resolveSibling(database.getFileName() + ".backup.lock");
        try {
            return HeldFile.hold(file);
        } catch (HeldFile.Taken another) {
            throw taken(another.holder() + " holds " + file);
        } catch (IOException failure) {
            throw new StartFailure(
                    ExitCode.CANNOT_WRITE,
                    WHAT,
                    file + ": " + failure.getMessage(),
                    "let this user write in that folder",
                    failure);
        }
    }

    private static StartFailure taken(String why) {
        return new StartFailure(ExitCode.BACKUP_LOCKED, WHAT, why, "wait until that one has finished");
    }
}
