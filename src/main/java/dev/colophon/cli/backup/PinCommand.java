package dev.colophon.cli.backup;

import dev.colophon.backup.target.StoredBackup;
import dev.colophon.backup.work.TaskFailures;
import dev.colophon.problem.ExitCode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code colophon backup pin} and {@code unpin}. */
@Command(mixinStandardHelpOptions = true)
final class PinCommand implements Callable<Integer> {
    private final boolean pinned;

    @Mixin
    private BackupOutput output = new BackupOutput();

    @Mixin
    private Chosen chosen = new Chosen();

    /**
     * @param pinned whether the backup is pinned afterwards
     */
    PinCommand(boolean pinned) {
        this.pinned = pinned;
    }

    @Override
    public Integer call() {
        try (OpenBench open = OpenBench.withoutKey()) {
            StoredBackup backup = chosen.in(open.bench());
            TaskFailures.translated("pin the backup", () -> {
                if (pinned) {
                    open.bench().target().pin(backup);
                } else {
                    open.bench().target().unpin(backup);
                }
                return backup;
            });
            if (output.json()) {
                output.printJson(Map.of("name", backup.name(), "pinned", pinned));
            } else {
                output.out()
                        .println(backup.name() + (pinned ? " stays until it is unpinned." : " may go in its turn."));
            }
            return ExitCode.DONE.number();
        }
    }
}
