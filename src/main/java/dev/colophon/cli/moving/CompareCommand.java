package dev.colophon.cli.moving;

import dev.colophon.backup.format.TableTotal;
import dev.colophon.backup.task.Comparison;
import dev.colophon.cli.backup.BackupOutput;
import dev.colophon.cli.backup.OpenBench;
import dev.colophon.problem.ExitCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code colophon db compare}. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Compares the database of the settings with another one, of either kind, table by table: rows"
                + " and the hash of their content. Changes nothing. Ends with 1 when they differ.")
final class CompareCommand implements Callable<Integer> {
    @Mixin
    private BackupOutput output = new BackupOutput();

    @Option(
            names = "--with",
            required = true,
            paramLabel = "URL",
            description = "The other database, as in DATABASE_URL but without a password; with one, file:PATH of a"
                    + " file that holds it.")
    private String other = "";

    @Override
    public Integer call() {
        try (OpenBench open = OpenBench.withoutKey().awaitDatabase()) {
            List<Comparison.Line> lines = Comparison.of(
                    open.settings().database(),
                    OtherDatabase.of(other),
                    open.bench().scratch());
            boolean equal = lines.stream().allMatch(Comparison.Line::isEqual);
            if (output.json()) {
                output.printJson(Map.of("equal", equal, "tables", lines));
            } else {
                output.table(
                        List.of("", "TABLE", "ROWS HERE", "ROWS THERE"),
                        lines.stream()
                                .map(line -> List.of(
                                        line.isEqual() ? "equal" : "DIFFERS",
                                        line.table(),
                                        rows(line.first()),
                                        rows(line.second())))
                                .toList());
            }
            return (equal ? ExitCode.DONE : ExitCode.FAULT).number();
        }
    }

    private static String rows(@Nullable TableTotal total) {
        return total == null ? "-" : Long.toString(total.rows());
    }
}
