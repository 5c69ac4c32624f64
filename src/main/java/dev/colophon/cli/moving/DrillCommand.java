package dev.colophon.cli.moving;

import dev.colophon.backup.restore.Drill;
import dev.colophon.backup.target.StoredBackup;
import dev.colophon.cli.backup.BackupOutput;
import dev.colophon.cli.backup.OpenBench;
import dev.colophon.problem.ExitCode;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code colophon backup drill}. */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = {
            "Rehearses a restore: into a database of its own beside the live one, compared row by row, and removed"
                    + " again. This is level 3 of verification and says how long a restore takes. Also while serving.",
            "Ends with 13 when the backup cannot be restored."
        })
final class DrillCommand implements Callable<Integer> {
    @Mixin
    private BackupOutput output = new BackupOutput();

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            defaultValue = "latest",
            description = "A backup: its name, enough of its beginning, or 'latest', which it is unless given.")
    private String name = "latest";

    @Override
    public Integer call() {
        try (OpenBench open = OpenBench.withoutKey().awaitDatabase()) {
            var bench = open.bench();
            StoredBackup backup = bench.find(name);
            Drill.Outcome outcome = new Drill(bench, output.progress()).run(backup);
            if (output.json()) {
                output.printJson(outcome);
            } else {
                output.out()
                        .println(String.format(
                                Locale.ROOT,
                                "%s was restored and compared in %.1f s: level 3.",
                                backup.name(),
                                outcome.seconds()));
            }
            return ExitCode.DONE.number();
        }
    }
}
