package dev.colophon.backup.place.schema;

import dev.colophon.database.postgresql.SqlState;
import dev.colophon.migration.connection.MigrationFailures;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.sql.SQLException;

/** What a failure of the server means for a restore, as long as the live data is as it was. */
public final class SchemaFailures {
    private SchemaFailures() {}

    public static StartFailure of(String what, SQLException failure) {
        String why = MigrationFailures.text(failure) + "; the live data is as it was";
        return switch (SqlState.of(failure)) {
            case NO_PRIVILEGE ->
                new StartFailure(
                        ExitCode.DATABASE_REFUSED,
                        what,
                        why,
                        "let the migrator's role own what is Colophon's, and grant it CREATE on the database and on"
                                + " its schema",
                        failure);
            case DISK_FULL ->
                new StartFailure(ExitCode.NO_SPACE, what, why, "make room for a second copy of the database", failure);
            case LOCKED ->
                new StartFailure(
                        ExitCode.BACKUP_REFUSED,
                        what,
                        why,
                        "end whatever else uses the tables, and try again",
                        failure);
            default -> new StartFailure(ExitCode.RESTORE_FAILED, what, why, "see the log of the database", failure);
        };
    }
}
