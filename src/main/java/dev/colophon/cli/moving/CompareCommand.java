package dev.colophon.cli.moving;

import dev.colophon.backup.format.TableTotal;
import dev.colophon.backup.task.Comparison;
import dev.colophon.backup.task.FileCensus;
import dev.colophon.cli.backup.BackupOutput;
import dev.colophon.cli.backup.OpenBench;
import dev.colophon.problem.ExitCode;
import dev.colophon.settings.DatabaseSettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code colophon db compare}. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Compares the database of the settings with another one, of either kind, table by table: rows"
                + " and the hash of their content, and names files that are missing. Changes nothing. Ends with 1 when"
                + " they differ or a file is missing.")
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
            List<String> missing = missing(open, OtherDatabase.of(other));
            boolean equal = missing.isEmpty() && lines.stream().allMatch(Comparison.Line::isEqual);
            if (output.json()) {
                output.printJson(Map.of("equal", equal, "tables", lines, "missing_files", missing));
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
                missing.forEach(name -> output.out().println("MISSING  " + name));
            }
            return (equal ? ExitCode.DONE : ExitCode.FAULT).number();
        }
    }

    /** Files that rows of either refer to; both find theirs where the settings say. */
    private static List<String> missing(OpenBench open, DatabaseSettings there) {
        return Stream.of(open.settings().database(), there)
                .flatMap(one -> FileCensus.of(one, open.bench().uploads()).missing().stream())
                .distinct()
                .toList();
    }

    private static String rows(@Nullable TableTotal total) {
        return total == null ? "-" : Long.toString(total.rows());
    }
}
