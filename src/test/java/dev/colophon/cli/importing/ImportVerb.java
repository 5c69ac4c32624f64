package dev.colophon.cli.importing;

import dev.colophon.cli.database.OpenDatabase;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** The verb as somebody at a terminal runs it, and what they read there. */
public final class ImportVerb {
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private final OpenDatabase databases;
    private final Settings settings;
    private String failure = "";

    public ImportVerb(OpenDatabase databases, Settings settings) {
        this.databases = databases;
        this.settings = settings;
    }

    /** What it printed. */
    public String out() {
        return out.toString();
    }

    /** What it complained of. */
    String errors() {
        return errors.toString();
    }

    /** Why it could not go on. */
    String failure() {
        return failure;
    }

    /** Ends with the code of the process; 64 is a wrong command line. */
    public int run(String... arguments) {
        return new CommandLine(new ImportCommand(databases, () -> settings))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(errors, true))
                .setParameterExceptionHandler((wrong, given) -> {
                    errors.append(wrong.getMessage());
                    return 64;
                })
                .setExecutionExceptionHandler((thrown, line, parsed) -> {
                    if (thrown instanceof StartFailure start) {
                        failure = String.valueOf(start.getMessage());
                        return start.exitCode().number();
                    }
                    throw thrown;
                })
                .execute(arguments);
    }
}
