package dev.colophon.backup.capture;

import dev.colophon.database.connection.SqlFailures;
import dev.colophon.database.postgresql.SqlState;
import dev.colophon.database.sqlite.SqliteResult;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.sql.SQLException;
import org.sqlite.SQLiteException;

/** Why no snapshot could be taken or read. */
final class CaptureFailures {
    private static final String WHAT = "read the database for a backup";

    private CaptureFailures() {}

    /** A row that the other database could not hold. */
    static StartFailure unportable(String row, String why) {
        return new StartFailure(
                ExitCode.BACKUP_INCOMPATIBLE, WHAT, row + ": " + why, "change that row, then make the backup again");
    }

    static StartFailure noSchema() {
        return new StartFailure(
                ExitCode.DATABASE_REFUSED,
                WHAT,
                "it holds no schema of Colophon",
                "check the name of the database; a new one needs no backup");
    }

    static StartFailure failedMigration(int level) {
        return new StartFailure(
                ExitCode.MIGRATION_FAILED,
                WHAT,
                "migration " + level + " failed and has left the schema in between",
                "mend what made it fail, then run: colophon migrate --retry-failed " + level);
    }

    static StartFailure locked(int tries, SQLException failure) {
        return new StartFailure(
                ExitCode.TRY_AGAIN,
                WHAT,
                "a table stayed locked or changed, " + tries + " tries failed",
                "try again when no migration runs",
                failure);
    }

    static StartFailure damaged(String how) {
        return new StartFailure(
                ExitCode.FAULT,
                WHAT,
                "it is damaged: " + how,
                "restore the newest backup: colophon backup restore; --no-safety keeps this file as it is");
    }

    /** By the codes alone: what a server says may repeat values. */
    static StartFailure of(SQLException failure) {
        boolean noRoom = failure instanceof SQLiteException sqlite && SqliteResult.of(sqlite) == SqliteResult.FULL;
        String remedy = noRoom ? "make room in BACKUP_SCRATCH_DIR" : "see the log of the database";
        return new StartFailure(code(failure), WHAT, SqlFailures.code(failure), remedy, failure);
    }

    private static ExitCode code(SQLException failure) {
        if (failure instanceof SQLiteException sqlite) {
            return switch (SqliteResult.of(sqlite)) {
                case BUSY -> ExitCode.TRY_AGAIN;
                case FULL -> ExitCode.NO_SPACE;
                case STORAGE, CANNOT_OPEN -> ExitCode.CANNOT_WRITE;
                case DAMAGED, OTHER -> ExitCode.FAULT;
            };
        }
        return switch (SqlState.of(failure)) {
            case NO_PRIVILEGE, UNKNOWN_DATABASE, WRONG_PASSWORD, NOT_LET_IN -> ExitCode.DATABASE_REFUSED;
            case DISK_FULL -> ExitCode.NO_SPACE;
            case LOCKED, CONNECTION, TOO_MANY_CONNECTIONS, SHUTTING_DOWN, CANNOT_CONNECT_NOW, IDLE_SESSION ->
                ExitCode.TRY_AGAIN;
            default -> ExitCode.FAULT;
        };
    }
}
