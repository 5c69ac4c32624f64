package dev.colophon.migration.connection;

import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.sql.SQLException;
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
        if (failure instanceof SQLiteException sqlite) {
            int family = sqlite.getResultCode().code & 0xff;
            return family == 5 || family == 6;
        }
        String state = String.valueOf(failure.getSQLState());
        return state.equals("55P03") || state.equals("40P01") || state.equals("40001");
    }

    private static @Nullable ExitCode code(SQLException failure) {
        if (isLocked(failure)) {
            return ExitCode.TRY_AGAIN;
        }
        if (failure instanceof SQLiteException sqlite) {
            return switch (sqlite.getResultCode().code & 0xff) {
                case 8, 10, 13, 14 -> ExitCode.CANNOT_WRITE; // READONLY, IOERR, FULL, CANTOPEN
                default -> null;
            };
        }
        String state = String.valueOf(failure.getSQLState());
        return switch (state) {
            case "42501", "3D000", "42704" -> ExitCode.DATABASE_REFUSED;
            case "53100" -> ExitCode.CANNOT_WRITE;
            case "53300", "57P01", "57P02", "57P03", "57P05", "25006" -> ExitCode.TRY_AGAIN;
            default -> {
                if (state.startsWith("28")) {
                    yield ExitCode.DATABASE_REFUSED;
                }
                yield state.startsWith("08") ? ExitCode.TRY_AGAIN : null;
            }
        };
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
