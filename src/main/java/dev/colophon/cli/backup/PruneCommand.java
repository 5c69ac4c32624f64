package dev.colophon.cli.backup;

import dev.colophon.backup.target.StoredBackup;
import dev.colophon.backup.task.Pruning;
import dev.colophon.problem.ExitCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code colophon backup prune}. */
@Command(
        name = "prune",
        mixinStandardHelpOptions = true,
        description = {
            "Shows which backups newer ones have replaced, and with --yes removes them. Never one that is pinned, and"
                    + " never so many that fewer than three verified ones are left.",
            "Each 'create' does the same for at most ten."
        })
final class PruneCommand implements Callable<Integer> {
    @Mixin
    private BackupOutput output = new BackupOutput();

    @Option(names = "--yes", description = "Removes them.")
    private boolean yes;

    @Option(names = "--all", description = "Also more than ten at once.")
    private boolean all;

    @Override
    public Integer call() {
        try (OpenBench open = OpenBench.withoutKey()) {
            var pruning = new Pruning(open.bench());
            List<String> names = (yes ? pruning.run(all) : pruning.plan(all))
                    .stream().map(StoredBackup::name).toList();
            if (output.json()) {
                output.printJson(Map.of("removed", yes, "backups", names));
            } else {
                print(names);
            }
            return ExitCode.DONE.number();
        }
    }

    private void print(List<String> names) {
        names.forEach(name -> output.out().println((yes ? "Removed " : "Would remove ") + name + "."));
        if (names.isEmpty()) {
            output.out().println("Nothing to remove.");
        } else if (!yes) {
            output.out().println("Say --yes to remove them.");
        }
    }
}
