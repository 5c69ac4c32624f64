package dev.colophon.cli.admin;

import dev.colophon.account.audit.Actor;
import dev.colophon.account.reader.Role;
import dev.colophon.cli.database.OpenDatabase;
import dev.colophon.problem.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code colophon set-role}. */
@Command(
        name = "set-role",
        mixinStandardHelpOptions = true,
        description = {"Makes a reader an admin, or an admin a reader. The last admin who can sign in stays one."})
public final class SetRoleCommand implements Callable<Integer> {
    private final OpenDatabase databases;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "USERNAME", description = "Who.")
    private String username = "";

    @Parameters(index = "1", paramLabel = "ROLE", description = "user or admin.")
    private Role role = Role.USER;

    public SetRoleCommand(OpenDatabase databases) {
        this.databases = databases;
        this.spec = CommandSpec.create();
    }

    @Override
    public Integer call() {
        ReaderWork.run(databases, "set the role", username, (readers, id) -> readers.setRole(Actor.COMMAND, id, role));
        spec.commandLine().getOut().println(username + " has the role " + role.text() + ".");
        return ExitCode.DONE.number();
    }
}
