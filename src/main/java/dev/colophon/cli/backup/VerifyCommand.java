package dev.colophon.cli.backup;

import dev.colophon.backup.target.Sidecar;
import dev.colophon.backup.task.Checking;
import dev.colophon.problem.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code colophon backup verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Verifies a backup where it is kept. Level 0: it is there. Level 1: every byte. Level 2: every row and"
                    + " key. For level 3, a restore into a database of its own, see 'drill'.",
            "Ends with 13 when it is damaged; the list shows that from then on."
        })
final class VerifyCommand implements Callable<Integer> {
    private static final int HIGHEST = 2;

    @Mixin
    private BackupOutput output = new BackupOutput();

    @Mixin
    private Chosen chosen = new Chosen();

    @Option(names = "--level", paramLabel = "0..2", defaultValue = "2", description = "How deep; 2 unless given.")
    private int level = HIGHEST;

    @Override
    public Integer call() {
        if (level < 0 || level > HIGHEST) {
            throw new ParameterException(
                    output.commandLine(), "--level must be 0, 1 or 2; for 3 see 'colophon backup drill'");
        }
        try (OpenBench open = OpenBench.withoutKey()) {
            Sidecar known = new Checking(open.bench(), output.progress()).run(chosen.in(open.bench()), level);
            if (output.json()) {
                output.printJson(known);
            } else {
                output.out().println(known.name() + " passed level " + level + ".");
            }
            return ExitCode.DONE.number();
        }
    }
}
