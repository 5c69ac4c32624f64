package dev.colophon.cli.moving;

import dev.colophon.account.invitation.Invitations;
import dev.colophon.account.reset.ResetLinks;
import dev.colophon.account.token.SignOut;
import dev.colophon.backup.restore.LastStatement;
import dev.colophon.backup.restore.Restoration;
import dev.colophon.backup.work.Source;
import dev.colophon.backup.work.TaskFailures;
import dev.colophon.backup.work.Workbench;
import dev.colophon.cli.backup.BackupOutput;
import dev.colophon.cli.backup.ListCommand;
import dev.colophon.cli.backup.OpenBench;
import dev.colophon.media.UnusedFiles;
import dev.colophon.problem.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code colophon backup restore}. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Puts a backup in the place of the live data. Nobody may serve it meanwhile. The backup is verified, the"
                    + " live data is backed up, the restore is built beside it, compared row by row, and swapped in at"
                    + " once; until then nothing changes. Everybody is signed out. 'undo-restore' takes it back.",
            "Ends with 10 to 18 when it was refused or failed and the data is as it was."
        })
public final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private BackupOutput output = new BackupOutput();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            description =
                    "A backup: its name, enough of its beginning, or 'latest'. Without it a terminal lists and asks.")
    private @Nullable String name;

    @Option(names = "--file", paramLabel = "FILE", description = "An archive that is not where backups are kept.")
    private @Nullable Path file;

    @Option(names = "--check", description = "Verifies it and all that can be known beforehand, and changes nothing.")
    private boolean check;

    @Option(names = "--no-safety", description = "Without a backup of the live data, when that is broken.")
    private boolean withoutSafety;

    @Option(names = "--foreign", description = "Also data of another installation or SECRET_KEY.")
    private boolean foreign;

    @Override
    public Integer call() {
        try (OpenBench open = OpenBench.withKey().awaitDatabase()) {
            Workbench bench = open.bench();
            Source source = source(bench);
            var restoration = new Restoration(bench, last(bench), output.progress());
            if (!check) {
                consent.require(output, "replace the data of " + bench.live().where() + " by " + source.name());
            }
            report(
                    source,
                    check ? restoration.check(source, foreign) : restoration.run(source, foreign, !withoutSafety));
            return ExitCode.DONE.number();
        }
    }

    /** What older data must not open again, and what it counts from before. */
    private static List<LastStatement> last(Workbench bench) {
        return List.of(
                new LastStatement(SignOut.EVERYBODY, SignOut.at(bench.now())),
                new LastStatement(ResetLinks.FORGET_ALL),
                new LastStatement(Invitations.FORGET_ALL),
                new LastStatement(UnusedFiles.FORGET, UnusedFiles.at(bench.now())));
    }

    private Source source(Workbench bench) {
        if (file != null) {
            return Source.of(file);
        }
        String wanted = name == null ? ask(bench) : name;
        return Source.of(bench.target(), bench.find(wanted));
    }

    private String ask(Workbench bench) {
        if (!output.isTerminal()) {
            throw new ParameterException(
                    output.commandLine(), "name a backup, or 'latest'; see 'colophon backup list'");
        }
        ListCommand.print(output, TaskFailures.translated("list the backups", bench.target()::list));
        return output.ask("Which one? ");
    }

    private void report(Source source, Restoration.Outcome outcome) {
        if (output.json()) {
            output.printJson(RestoreReport.of(source, outcome, !check));
            return;
        }
        output.out()
                .println((check ? "Would restore " : "Restored ")
                        + outcome.manifest().rows() + " rows and "
                        + outcome.manifest().files() + " files of "
                        + outcome.header().createdAt() + " from " + source.name() + ", schema level "
                        + outcome.header().schemaLevel() + " raised to " + outcome.level() + ".");
        if (!check) {
            output.out().println("Everybody is signed out. To take it back: colophon backup undo-restore");
        }
    }
}
