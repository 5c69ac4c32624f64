package dev.colophon.backup.work;

import dev.colophon.database.postgresql.SessionLock;
import dev.colophon.database.sqlite.HeldFile;
import dev.colophon.migration.connection.MigrationFailures;
import dev.colophon.migration.run.MigrationTarget;
import dev.colophon.migration.target.MigrationTargets;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * One backup of a database at a time, wherever it is started. The lock ends with its process: on PostgreSQL it is one
 * of a session, on SQLite one of a file beside the database.
 */
public final class BackupLock {
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
            return SessionLock.hold(database.open(), KEY)
                    .orElseThrow(() -> taken("another process holds the lock of the server"));
        } catch (SQLException failure) {
            throw MigrationFailures.of(failure, database);
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
