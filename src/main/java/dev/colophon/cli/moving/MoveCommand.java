package dev.colophon.cli.moving;

import dev.colophon.backup.restore.Moving;
import dev.colophon.cli.backup.BackupOutput;
import dev.colophon.cli.backup.OpenBench;
import dev.colophon.problem.ExitCode;
import dev.colophon.settings.DatabaseSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code colophon db move}. */
@Command(
        name = "move",
        mixinStandardHelpOptions = true,
        description = {
            "Takes all data from the database of the settings to another one, of either kind, which must be empty."
                    + " Nobody may serve either meanwhile. Every table is compared before the new one counts; then the"
                    + " old one is marked with where its data went and is not served or written any more.",
            "The way back is the same command the other way round."
        })
final class MoveCommand implements Callable<Integer> {
    @Mixin
    private BackupOutput output = new BackupOutput();

    @Mixin
    private Consent consent = new Consent();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "URL",
            description = "The new database, as in DATABASE_URL but without a password; with one, file:PATH of a file"
                    + " that holds it.")
    private String to = "";

    @Override
    public Integer call() {
        DatabaseSettings target = OtherDatabase.of(to);
        try (OpenBench open = OpenBench.withKey().awaitDatabase()) {
            consent.require(output, "move the data of " + open.bench().live().where() + " to " + to);
            Moving.Outcome outcome = new Moving(open.bench(), target, output.progress()).run();
            if (output.json()) {
                output.printJson(outcome);
            } else {
                output.out()
                        .println("Moved " + outcome.manifest().rows() + " rows in "
                                + outcome.manifest().tables().size() + " tables to " + outcome.home() + ", all equal.");
                output.out()
                        .println("The files of readers stay in "
                                + open.bench().uploads().where() + ".");
                output.out().println("Now set DATABASE_URL, or POSTGRES_* and SQLITE_PATH, to the new one.");
            }
            return ExitCode.DONE.number();
        }
    }
}
