package dev.colophon.cli.moving;

import dev.colophon.cli.backup.BackupOutput;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Whether a person wants what is about to change. */
final class Consent {
    @Option(names = "--yes", description = "Does it without asking.")
    private boolean yes;

    /**
     * Asks on a terminal.
     *
     * @throws StartFailure 64 without a terminal and --yes, 15 when the answer is no
     */
    void require(BackupOutput output, String question) {
        if (yes) {
            return;
        }
        if (!output.isTerminal()) {
            throw new StartFailure(
                    ExitCode.USAGE, question, "there is no terminal to ask on", "say --yes; nothing was changed");
        }
        if (!output.ask(question + "? Write yes: ").toLowerCase(Locale.ROOT).equals("yes")) {
            throw new StartFailure(ExitCode.BACKUP_REFUSED, question, "the answer was no", "nothing was changed");
        }
    }
}
