package dev.colophon.cli.backup;

import dev.colophon.backup.BackupSettings;
import dev.colophon.backup.format.BackupKind;
import dev.colophon.backup.routine.BackupRun;
import dev.colophon.backup.watch.BackupMetrics;
import dev.colophon.backup.watch.Notifier;
import dev.colophon.observe.metric.Meters;
import dev.colophon.problem.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code colophon backup create}. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = {
            "Backs up the whole database, also while it is served, reads the backup back and verifies it. Then"
                    + " backups go that newer ones have replaced (BACKUP_KEEP).",
            "Ends with 11 while another backup runs, 16 without room, 17 when the target fails."
        })
final class CreateCommand implements Callable<Integer> {
    @Mixin
    private BackupOutput output = new BackupOutput();

    @Option(names = "--scheduled", description = "Counts as one of the schedule, for a CronJob.")
    private boolean scheduled;

    @Option(names = "--pin", description = "Keeps it until it is unpinned.")
    private boolean pin;

    @Override
    public Integer call() {
        try (OpenBench open = OpenBench.withKey().awaitDatabase()) {
            Notifier notifier = new Notifier(
                    open.settings().get(BackupSettings.GROUP).notices(),
                    open.bench().clock(),
                    new BackupMetrics(new Meters()));
            BackupRun.Outcome outcome = new BackupRun(open.bench(), notifier, output.progress())
                    .run(scheduled ? BackupKind.AUTO : BackupKind.MANUAL, pin);
            if (output.json()) {
                output.printJson(outcome.made());
            } else {
                output.out()
                        .println("Backed up " + outcome.made().rows() + " rows as "
                                + outcome.made().name() + " ("
                                + BackupOutput.size(outcome.made().bytes()) + "), verified.");
                outcome.removed().forEach(old -> output.out().println("Removed " + old.name() + "."));
            }
            return ExitCode.DONE.number();
        }
    }
}
