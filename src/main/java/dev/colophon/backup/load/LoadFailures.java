package dev.colophon.backup.load;

import dev.colophon.backup.format.ArchiveFault;
import dev.colophon.database.connection.SqlFailures;
import dev.colophon.database.postgresql.SqlState;
import dev.colophon.database.sqlite.SqliteResult;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.io.IOException;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Why a load failed. What was to be replaced by it is untouched. */
final class LoadFailures {
    /** What PostgreSQL calls a row that refers to a missing one. */
    static final String FOREIGN_KEY = "23503";

    private static final String WHAT = "load a backup";

    private LoadFailures() {}

    static StartFailure incompatible(String why) {
        return new StartFailure(
                ExitCode.BACKUP_INCOMPATIBLE, WHAT, why, "use the build that made the backup, or a newer one");
    }

    static StartFailure corrupt(ArchiveFault damaged) {
        return corrupt(damaged.entry() + ": " + damaged.why(), damaged);
    }

    private static StartFailure corrupt(String why, Exception cause) {
        return new StartFailure(ExitCode.BACKUP_CORRUPT, WHAT, why, "use another backup", cause);
    }

    static StartFailure notDurable(IOException failure) {
        return new StartFailure(
                ExitCode.RESTORE_FAILED,
                WHAT,
                "the new file cannot be forced to the disk: " + failure,
                "see whether the disk is full or broken",
                failure);
    }

    /** By the codes alone: what a server says may repeat values. */
    static StartFailure of(SQLException failure, String step) {
        String why = step + ": " + SqlFailures.code(failure);
        ExitCode code = code(failure);
        return code == ExitCode.BACKUP_CORRUPT
                ? corrupt(why, failure)
                : new StartFailure(code, WHAT, why, "see the log of the database", failure);
    }

    private static ExitCode code(SQLException failure) {
        if (failure instanceof SQLiteException sqlite) {
            if (isContradiction(sqlite)) {
                return ExitCode.BACKUP_CORRUPT;
            }
            return switch (SqliteResult.of(sqlite)) {
                case STORAGE, FULL -> ExitCode.NO_SPACE;
                default -> ExitCode.RESTORE_FAILED;
            };
        }
        String state = String.valueOf(failure.getSQLState());
        // values that are none of their type, and rows that break a constraint
        if (state.startsWith("22") || state.startsWith("23")) {
            return ExitCode.BACKUP_CORRUPT;
        }
        return SqlState.of(failure) == SqlState.DISK_FULL ? ExitCode.NO_SPACE : ExitCode.RESTORE_FAILED;
    }

    private static boolean isContradiction(SQLiteException failure) {
        return (failure.getResultCode().code & 0xff) == SQLiteErrorCode.SQLITE_CONSTRAINT.code;
    }
}
