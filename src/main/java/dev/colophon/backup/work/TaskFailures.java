package dev.colophon.backup.work;

import dev.colophon.backup.format.ArchiveFault;
import dev.colophon.backup.target.TargetFailure;
import dev.colophon.migration.connection.MigrationFailures;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.storage.StorageFailure;
import java.io.IOException;
import java.sql.SQLException;

/** What a failure below means for a task, and how it ends. */
public final class TaskFailures {
    private TaskFailures() {}

    public interface Work<T> {
        T run() throws Exception;
    }

    /**
     * Does the work; any failure of a store, an archive or the database becomes a StartFailure.
     *
     * @param what what was tried, for people
     */
    public static <T> T translated(String what, Work<T> work) {
        try {
            return work.run();
        } catch (StorageFailure failure) {
            throw TargetFailure.of(what, failure);
        } catch (ArchiveFault fault) {
            throw new StartFailure(
                    ExitCode.BACKUP_CORRUPT,
                    what,
                    MigrationFailures.text(fault),
                    "use another backup: colophon backup list shows what was verified",
                    fault);
        } catch (SQLException failure) {
            throw ofDatabase(what, failure);
        } catch (IOException failure) {
            throw ofFile(what, failure);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static StartFailure ofDatabase(String what, SQLException failure) {
        return of(MigrationFailures.exitCode(failure), what, failure, "see the log of the database, then try again");
    }

    private static StartFailure ofFile(String what, IOException failure) {
        boolean full = String.valueOf(failure.getMessage()).contains("No space left");
        return full
                ? of(ExitCode.NO_SPACE, what, failure, "make room in BACKUP_SCRATCH_DIR and where backups are kept")
                : of(ExitCode.TARGET_FAILED, what, failure, "see that the folder or the store answers, then try again");
    }

    private static StartFailure of(ExitCode code, String what, Exception failure, String remedy) {
        return new StartFailure(code, what, MigrationFailures.text(failure), remedy, failure);
    }
}
