package dev.colophon.cli.admin;

import dev.colophon.account.audit.Actor;
import dev.colophon.account.invitation.Invitations;
import dev.colophon.account.invitation.NewInvitation;
import dev.colophon.account.reader.Role;
import dev.colophon.cli.database.OpenDatabase;
import dev.colophon.database.Database;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.problem.StartFailure;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code colophon invite}. */
@Command(
        name = "invite",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a link by which somebody makes an account, behind the address of the site, and its id, by which it"
                    + " is revoked. REGISTRATION must be invitation or open for it."
        })
public final class InviteCommand implements Callable<Integer> {
    private final OpenDatabase databases;

    @Spec
    private CommandSpec spec;

    @Option(names = "--admin", description = "The accounts are administrators.")
    private boolean admin;

    @Option(names = "--uses", paramLabel = "NUMBER", description = "How many accounts; 1 unless given.")
    private @Nullable Integer uses;

    @Option(names = "--days", paramLabel = "NUMBER", description = "How long it is good; 7 unless given.")
    private @Nullable Integer days;

    @Option(names = "--note", paramLabel = "TEXT", description = "For your own memory.")
    private @Nullable String note;

    @Option(names = "--revoke", paramLabel = "ID", description = "Makes the invitation with this id worthless instead.")
    private @Nullable UUID revoked;

    public InviteCommand(OpenDatabase databases) {
        this.databases = databases;
        this.spec = CommandSpec.create();
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Database database = databases.open()) {
            var invitations = new Invitations(database, Clock.systemUTC());
            if (revoked != null) {
                revoke(invitations, revoked);
                out.println("Revoked the invitation.");
            } else {
                var made = invitations.make(Actor.COMMAND, new NewInvitation(note, Role.of(admin), uses, days));
                out.println(made.path());
                out.println(made.invitation().id());
            }
        }
        return ExitCode.DONE.number();
    }

    private static void revoke(Invitations invitations, UUID id) {
        try {
            invitations.revoke(Actor.COMMAND, id);
        } catch (Problem problem) {
            if (problem.kind() == Kind.NOT_FOUND) {
                throw new StartFailure(
                        ExitCode.INPUT_REFUSED,
                        "revoke the invitation",
                        "there is none with this id",
                        "see the page /admin/invitations");
            }
            throw problem;
        }
    }
}
