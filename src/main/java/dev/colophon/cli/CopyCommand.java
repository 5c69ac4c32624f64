package dev.colophon.cli;

import dev.colophon.boot.ProgramSettings;
import dev.colophon.database.opening.Databases;
import dev.colophon.problem.ExitCode;
import dev.colophon.settings.Settings;
import dev.colophon.settings.source.Environment;
import dev.colophon.settings.variable.Purpose;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code colophon copy}. */
@Command(
        name = "copy",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a consistent, checked copy of the SQLite database, also while it is served.",
            "Never copy a live SQLite file with other tools: without its write-ahead log the copy"
                    + " may be torn. For PostgreSQL use pg_dump."
        })
final class CopyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "FILE", description = "A file that does not exist yet.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        Settings settings = ProgramSettings.READER
                .read(Environment.capture(), Purpose.DATABASE)
                .settings();
        Databases.copy(settings.database(), file);
        spec.commandLine().getOut().println("Copied to " + file + ".");
        return ExitCode.DONE.number();
    }
}
