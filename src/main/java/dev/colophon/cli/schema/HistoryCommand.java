package dev.colophon.cli.schema;

import dev.colophon.database.Database;
import dev.colophon.database.opening.Databases;
import dev.colophon.json.Json;
import dev.colophon.migration.schema.SchemaHistory;
import dev.colophon.migration.schema.SchemaHistory.Version;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.migration.schema.Verdict;
import dev.colophon.observe.metric.Meters;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code colophon schema history}. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = {
            "Which migrations were applied, when, by which build and how long each took; which"
                    + " builds can serve the schema as it is. Changes nothing.",
            "After a restore or a move the times are those of the restore: it built the schema anew."
        })
final class HistoryCommand implements Callable<Integer> {
    private static final String ROW = "%5s  %-20s  %9s  %-24s  %s%n";

    private final Supplier<DatabaseSettings> settings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Prints JSON for programs.")
    private boolean json;

    HistoryCommand(Supplier<DatabaseSettings> settings) {
        this.settings = settings;
    }

    /** For programs. */
    private record Report(int level, int minimumReader, int needed, Verdict verdict, List<Version> versions) {}

    @Override
    public Integer call() {
        DatabaseSettings database = settings.get();
        requireFile(database);
        Scripts scripts = Scripts.of(database.engine());
        try (Database opened = Databases.open(database, new Meters(), Clock.systemUTC())) {
            print(
                    report(SchemaHistory.read(opened), scripts),
                    spec.commandLine().getOut());
        }
        return ExitCode.DONE.number();
    }

    /** Opening would make it. */
    private static void requireFile(DatabaseSettings database) {
        if (database.engine() == Engine.SQLITE && !Files.exists(database.sqlitePath())) {
            throw new StartFailure(
                    ExitCode.INPUT_REFUSED,
                    "read the schema's history",
                    "there is no file " + database.sqlitePath(),
                    "set SQLITE_PATH to the database; 'colophon migrate' makes a new one");
        }
    }

    private static Report report(SchemaHistory history, Scripts scripts) {
        return new Report(
                history.state().level(),
                history.state().minimumReader(),
                scripts.neededLevel(),
                history.verdict(scripts),
                history.versions());
    }

    private void print(Report report, PrintWriter out) {
        if (json) {
            out.println(Json.writeText(report));
            return;
        }
        if (report.level() == 0) {
            out.println("There is no schema yet.");
        } else {
            out.printf(
                    "Level %d; builds that need level %d or more can serve it.%n",
                    report.level(), report.minimumReader());
        }
        out.printf(
                "This build needs level %d: %s.%n",
                report.needed(), report.verdict().label().replace('_', ' '));
        if (!report.versions().isEmpty()) {
            out.println();
            out.printf(ROW, "LEVEL", "APPLIED", "TOOK", "BUILD", "MIGRATION");
            report.versions().forEach(version -> print(version, out));
        }
    }

    private static void print(Version version, PrintWriter out) {
        out.printf(
                ROW,
                version.level(),
                version.appliedAt().truncatedTo(ChronoUnit.SECONDS),
                version.tookMillis() + " ms",
                version.build(),
                version.description() + (version.succeeded() ? "" : " (FAILED)"));
    }
}
