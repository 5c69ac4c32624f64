package dev.colophon.cli;

import dev.colophon.boot.StopSignal;
import dev.colophon.cli.database.ReadyDatabase;
import dev.colophon.database.opening.DatabaseWait;
import dev.colophon.problem.ExitCode;
import dev.colophon.settings.Settings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code colophon wait}. */
@Command(
        name = "wait",
        mixinStandardHelpOptions = true,
        description = "Waits until the database answers (DB_WAIT_ATTEMPTS tries, DB_WAIT_DELAY_SECONDS"
                + " apart) and ends; refusals that no waiting mends end it at once.")
final class WaitCommand implements Callable<Integer> {
    private final Consumer<StopSignal> signals;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /**
     * @param signals has the process's signals ask for the stop
     */
    WaitCommand(Consumer<StopSignal> signals) {
        this.signals = signals;
    }

    @Override
    public Integer call() {
        Settings settings = ReadyDatabase.settings();
        StoppableWork.run(
                signals,
                stop -> new DatabaseWait(settings.database(), DatabaseWait.Time.REAL)
                        .await(settings.database().endpoint()));
        PrintWriter out = spec.commandLine().getOut();
        out.println("The database answers.");
        return ExitCode.DONE.number();
    }
}
