package dev.colophon.cli.account;

import dev.colophon.cli.database.OpenDatabase;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.problem.StartFailure;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code colophon remove-second-factor}. */
@Command(
        name = "remove-second-factor",
        mixinStandardHelpOptions = true,
        description = {
            "Lets a reader who has lost the app and the recovery codes sign in with the password alone."
                    + " Be sure who asks."
        })
public final class RemoveSecondFactorCommand implements Callable<Integer> {
    private final OpenDatabase databases;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "USERNAME", description = "Whose second factor.")
    private String username = "";

    public RemoveSecondFactorCommand(OpenDatabase databases) {
        this.databases = databases;
        this.spec = CommandSpec.create();
    }

    @Override
    public Integer call() {
        var removed = new AtomicBoolean();
        try {
            AccountWork.run(databases, accounts -> removed.set(accounts.removeSecondFactor(username)));
        } catch (Problem problem) {
            throw problem.kind() == Kind.NOT_FOUND ? unknown() : problem;
        }
        spec.commandLine()
                .getOut()
                .println(
                        removed.get()
                                ? "Removed the second factor of " + username + "."
                                : "There is no second factor of " + username + ".");
        return ExitCode.DONE.number();
    }

    private RuntimeException unknown() {
        return new StartFailure(
                ExitCode.INPUT_REFUSED,
                "remove the second factor",
                "no account is named '" + username + "'",
                "check the spelling");
    }
}
