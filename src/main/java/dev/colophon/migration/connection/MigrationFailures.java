package dev.colophon.migration.connection;

import dev.colophon.database.postgresql.SqlState;
import dev.colophon.database.sqlite.SqliteResult;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/** What a failure of the database means for a migrator, and for how it ends. */
public final class MigrationFailures {
    public static final String WHAT = "migrate the database";

    private MigrationFailures() {}

    /** A failure outside of a migration's own statements. */
    public static StartFailure of(SQLException failure, MigratorConnections connections) {
        return known(failure, connections)
                .orElseGet(() -> new StartFailure(
                        ExitCode.MIGRATION_FAILED, WHAT, text(failure), "see the log of the database", failure));
    }

    /** A failure that is none of the migration's making, if it is one. */
    public static Optional<StartFailure> known(SQLException failure, MigratorConnections connections) {
        ExitCode code = code(failure);
        if (code == null) {
            return Optional.empty();
        }
        String remedy = switch (code) {
            case DATABASE_REFUSED ->
                "check name, password and rights of the role: it must own the schema,"
                        + " as with GRANT CREATE ON SCHEMA public TO it";
            case CANNOT_WRITE -> "make space, and let this user write there";
            default -> "try again";
        };
        String why = connections.where() + ": " + text(failure);
        return Optional.of(new StartFailure(code, WHAT, why, remedy, failure));
    }

    /** Another one holds a lock, or a deadlock was resolved: the same again may succeed. */
    public static boolean isLocked(SQLException failure) {
        return failure instanceof SQLiteException sqlite
                ? SqliteResult.of(sqlite) == SqliteResult.BUSY
                : SqlState.of(failure) == SqlState.LOCKED;
    }

    private static @Nullable ExitCode code(SQLException failure) {
        if (failure instanceof SQLiteException sqlite) {
            return switch (SqliteResult.of(sqlite)) {
                case BUSY -> ExitCode.TRY_AGAIN;
                case STORAGE, FULL, CANNOT_OPEN -> ExitCode.CANNOT_WRITE;
                case DAMAGED, OTHER -> null;
            };
        }
        return switch (SqlState.of(failure)) {
            case NO_PRIVILEGE, UNKNOWN_DATABASE, UNKNOWN_OBJECT, WRONG_PASSWORD, NOT_LET_IN ->
                ExitCode.DATABASE_REFUSED;
            case DISK_FULL -> ExitCode.CANNOT_WRITE;
            case LOCKED,
                    CONNECTION,
                    TOO_MANY_CONNECTIONS,
                    SHUTTING_DOWN,
                    CANNOT_CONNECT_NOW,
                    IDLE_SESSION,
                    READ_ONLY_TRANSACTION -> ExitCode.TRY_AGAIN;
            default -> null;
        };
    }

    /** How a verb ends because of it. */
    public static ExitCode exitCode(SQLException failure) {
        return Objects.requireNonNullElse(code(failure), ExitCode.FAULT);
    }

    static StartFailure terminated() {
        return new StartFailure(
                ExitCode.TERMINATED,
                WHAT,
                "stopped by SIGTERM; what had not ended was rolled back",
                "start again to go on");
    }

    /** The innermost SQL failure, if there is one. */
    public static Optional<SQLException> sql(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }

    public static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message.strip();
    }
}
