package dev.colophon.problem;

import org.jspecify.annotations.Nullable;

/** The start, or a verb, cannot go on. It says what failed, why, and what the operator can do. */
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final String what;
    private final String why;
    private final String remedy;

    /**
     * @param what what was tried, such as "wait for the database"
     * @param why what stood against it, with names and values (secrets masked)
     * @param remedy what to do now
     */
    public StartFailure(ExitCode exitCode, String what, String why, String remedy, @Nullable Throwable cause) {
        super(what + ": " + why + " (" + remedy + ")", cause);
        this.exitCode = exitCode;
        this.what = what;
        this.why = why;
        this.remedy = remedy;
    }

    public StartFailure(ExitCode exitCode, String what, String why, String remedy) {
        this(exitCode, what, why, remedy, null);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    public String what() {
        return what;
    }

    public String why() {
        return why;
    }

    public String remedy() {
        return remedy;
    }
}
