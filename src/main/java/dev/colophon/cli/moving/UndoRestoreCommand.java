package dev.colophon.cli.moving;

import dev.colophon.backup.place.kept.KeptData;
import dev.colophon.backup.restore.Undoing;
import dev.colophon.cli.backup.BackupOutput;
import dev.colophon.cli.backup.OpenBench;
import dev.colophon.problem.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code colophon backup undo-restore}. */
@Command(
        name = "undo-restore",
        mixinStandardHelpOptions = true,
        description = "Takes the last restore back: the data that it replaced is live again, and what it brought is"
                + " kept instead, so that this can be undone too. Nobody may serve it meanwhile.")
final class UndoRestoreCommand implements Callable<Integer> {
    @Mixin
    private BackupOutput output = new BackupOutput();

    @Mixin
    private Consent consent = new Consent();

    @Override
    public Integer call() {
        try (OpenBench open = OpenBench.withoutKey().awaitDatabase()) {
            consent.require(
                    output, "take the last restore of " + open.bench().live().where() + " back");
            KeptData data = new Undoing(open.bench()).run();
            if (output.json()) {
                output.printJson(data);
            } else {
                output.out().println("Live again: the data of before " + data.replacedBy() + ".");
            }
            return ExitCode.DONE.number();
        }
    }
}
