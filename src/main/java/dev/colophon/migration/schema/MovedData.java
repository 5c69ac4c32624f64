package dev.colophon.migration.schema;

import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;

/** Data that was moved to another database. What is left is the state before the move, which nobody may go on with. */
public final class MovedData {
    private MovedData() {}

    /**
     * Why it is not used.
     *
     * @param what was tried, for people
     * @param home where the data lives now
     */
    public static StartFailure refusal(String what, String home) {
        return new StartFailure(
                ExitCode.BACKUP_REFUSED,
                what,
                "its data moved to " + home,
                "point the settings there; what is here is the state before the move");
    }
}
