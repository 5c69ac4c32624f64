package dev.colophon.cli.account;

import dev.colophon.cli.database.OpenDatabase;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.problem.StartFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code colophon set-password}. */
@Command(
        name = "set-password",
        mixinStandardHelpOptions = true,
        description = {
            "Gives an account a new password, signs it out everywhere and removes its access tokens: on a running"
                    + " server within 30 seconds."
        })
public final class SetPasswordCommand implements Callable<Integer> {
    private final OpenDatabase databases;

    @Spec
    private CommandSpec spec;

    @Mixin
    private PasswordSource password = new PasswordSource();

    @Parameters(index = "0", paramLabel = "USERNAME", description = "Whose password.")
    private String username = "";

    public SetPasswordCommand(OpenDatabase databases) {
        this.databases = databases;
        this.spec = CommandSpec.create();
    }

    @Override
    public Integer call() {
        String secret = password.read(System.in);
        try {
            AccountWork.run(databases, accounts -> accounts.setPassword(username, secret));
        } catch (Problem problem) {
            throw problem.kind() == Kind.NOT_FOUND ? unknown() : problem;
        }
        spec.commandLine().getOut().println("Set the password of " + username + ".");
        return ExitCode.DONE.number();
    }

    private RuntimeException unknown() {
        return new StartFailure(
                ExitCode.INPUT_REFUSED,
                "set the password",
                "no account is named '" + username + "'",
                "check the spelling, or make it with 'colophon create-user " + username + "'");
    }
}
