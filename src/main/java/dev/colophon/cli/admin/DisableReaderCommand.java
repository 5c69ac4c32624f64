package dev.colophon.cli.admin;

import dev.colophon.account.audit.Actor;
import dev.colophon.cli.database.OpenDatabase;
import dev.colophon.problem.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code colophon disable-reader}. */
@Command(
        name = "disable-reader",
        mixinStandardHelpOptions = true,
        description = {
            "Keeps a reader out: signs them out everywhere and removes their access tokens, on a running server"
                    + " within 30 seconds. The last admin who can sign in is not disabled."
        })
public final class DisableReaderCommand implements Callable<Integer> {
    private final OpenDatabase databases;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "USERNAME", description = "Who.")
    private String username = "";

    public DisableReaderCommand(OpenDatabase databases) {
        this.databases = databases;
        this.spec = CommandSpec.create();
    }

    @Override
    public Integer call() {
        ReaderWork.run(databases, "disable the reader", username, (readers, id) -> readers.disable(Actor.COMMAND, id));
        spec.commandLine().getOut().println("Disabled " + username + ".");
        return ExitCode.DONE.number();
    }
}
