package dev.colophon.cli.admin;

import dev.colophon.account.audit.Actor;
import dev.colophon.account.reset.ResetLink;
import dev.colophon.cli.database.OpenDatabase;
import dev.colophon.problem.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code colophon reset-password}. */
@Command(
        name = "reset-password",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a link by which a reader sets a new password: good once and for a day, behind the address of"
                    + " the site. To set one yourself, use 'colophon set-password'."
        })
public final class ResetPasswordCommand implements Callable<Integer> {
    private final OpenDatabase databases;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "USERNAME", description = "Whose password.")
    private String username = "";

    public ResetPasswordCommand(OpenDatabase databases) {
        this.databases = databases;
        this.spec = CommandSpec.create();
    }

    @Override
    public Integer call() {
        ReaderWork.run(databases, "reset the password", username, (readers, id) -> {
            ResetLink link = readers.resetPassword(Actor.COMMAND, id);
            spec.commandLine().getOut().println(link.path());
        });
        return ExitCode.DONE.number();
    }
}
