package dev.colophon.backup.target;

import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.storage.StorageFailure;

/** What a store's failure means to whoever ran a verb. */
public final class TargetFailure {
    private TargetFailure() {}

    /**
     * The end of a verb.
     *
     * @param what what was tried, such as "write the backup"
     */
    public static StartFailure of(String what, StorageFailure failure) {
        String why = String.valueOf(failure.getMessage());
        return switch (failure.reason()) {
            case MISSING -> end(ExitCode.NO_SUCH_BACKUP, what, why, "see what there is by: colophon backup list");
            case FULL -> end(ExitCode.NO_SPACE, what, why, "make room at the target, or lower BACKUP_KEEP");
            case DAMAGED -> end(ExitCode.BACKUP_CORRUPT, what, why, "take another backup, and look at the disk");
            case DENIED ->
                end(ExitCode.TARGET_FAILED, what, why, "give this user the rights, or mend the keys; see doctor");
            case EXISTS, UNREACHABLE ->
                end(ExitCode.TARGET_FAILED, what, why, "try again; see: colophon backup doctor");
        };
    }

    private static StartFailure end(ExitCode code, String what, String why, String remedy) {
        return new StartFailure(code, what, why, remedy);
    }
}
