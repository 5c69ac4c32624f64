package dev.colophon.cli.account;

import dev.colophon.cli.database.OpenDatabase;
import dev.colophon.problem.ExitCode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code colophon create-user}. */
@Command(
        name = "create-user",
        mixinStandardHelpOptions = true,
        description = {
            "Makes an account, whatever REGISTRATION says. The password is asked for on the"
                    + " terminal, without showing it, unless an option names another source."
        })
public final class CreateUserCommand implements Callable<Integer> {
    private final OpenDatabase databases;

    @Spec
    private CommandSpec spec;

    @Mixin
    private PasswordSource password = new PasswordSource();

    @Parameters(
            index = "0",
            paramLabel = "USERNAME",
            description = "3 to 32 letters, digits, dots, dashes and underscores.")
    private String username = "";

    @Option(names = "--admin", description = "Makes an administrator.")
    private boolean admin;

    @Option(names = "--email", paramLabel = "ADDRESS", description = "For signing in as well.")
    private @Nullable String email;

    public CreateUserCommand(OpenDatabase databases) {
        this.databases = databases;
        this.spec = CommandSpec.create();
    }

    @Override
    public Integer call() {
        String secret = password.read(System.in);
        AccountWork.run(databases, accounts -> accounts.create(username, email, secret, admin));
        String kind = admin ? "administrator" : "reader";
        spec.commandLine().getOut().println("Made the " + kind + " " + username + ".");
        return ExitCode.DONE.number();
    }
}
