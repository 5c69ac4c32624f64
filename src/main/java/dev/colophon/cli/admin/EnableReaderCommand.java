package dev.colophon.cli.admin;

import dev.colophon.account.audit.Actor;
import dev.colophon.cli.database.OpenDatabase;
import dev.colophon.problem.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code colophon enable-reader}. */
@Command(
        name = "enable-reader",
        mixinStandardHelpOptions = true,
        description = {"Lets a reader in again who was disabled."})
public final class EnableReaderCommand implements Callable<Integer> {
    private final OpenDatabase databases;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "USERNAME", description = "Who.")
    private String username = "";

    public EnableReaderCommand(OpenDatabase databases) {
        this.databases = databases;
        this.spec = CommandSpec.create();
    }

    @Override
    public Integer call() {
        ReaderWork.run(databases, "enable the reader", username, (readers, id) -> readers.enable(Actor.COMMAND, id));
        spec.commandLine().getOut().println("Enabled " + username + ".");
        return ExitCode.DONE.number();
    }
}
