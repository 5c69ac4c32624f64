package dev.colophon.cli.importing;

import dev.colophon.account.Accounts;
import dev.colophon.account.password.Passwords;
import dev.colophon.boot.Wiring;
import dev.colophon.boot.feature.MediaParts;
import dev.colophon.cli.database.OpenDatabase;
import dev.colophon.database.Database;
import dev.colophon.observe.metric.Meters;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.Settings;
import dev.colophon.transfer.ImportSettings;
import dev.colophon.transfer.Imports;
import dev.colophon.transfer.choice.ShelfChoice;
import dev.colophon.transfer.job.ImportItem;
import dev.colophon.transfer.job.ImportJob;
import dev.colophon.transfer.source.FileReading;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code colophon import}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Puts an export of another system on a reader's shelf: of Goodreads, StoryGraph, Hardcover,"
                    + " BookWyrm, LibraryThing, Openreads, Open Library, Calibre or Colophon, or a list of ISBNs."
                    + " Also while the server runs. Importing a file again changes nothing.",
            "Any other table goes in once --columns says what its columns are.",
            "Ends with 69 when rows failed or wait for an answer; the others are imported all the same. Ends with 66"
                    + " when the file is refused; then nothing is."
        })
public final class ImportCommand implements Callable<Integer> {
    private final OpenDatabase databases;
    private final Supplier<Settings> settings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--user", required = true, paramLabel = "USERNAME", description = "Whose shelf.")
    private String username = "";

    @Option(names = "--dry-run", description = "Tells what would happen and changes nothing.")
    private boolean dryRun;

    @Option(
            names = "--shelf",
            paramLabel = "NAME=STATUS",
            description = "What becomes of a shelf of the reader's own: want, reading, paused, read, dnf or leave_out."
                    + " May be repeated; a shelf that is not named gets what the days of its rows tell.")
    private Map<String, String> shelves = new LinkedHashMap<>();

    @Option(names = "--undo", description = "Takes the last import back instead, as far as nothing was changed since.")
    private boolean undo;

    @Option(names = "--json", description = "Prints JSON for programs.")
    private boolean json;

    @Mixin
    private final ColumnOptions columns = new ColumnOptions();

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "The file of the export.")
    private @Nullable Path given;

    private Path file = Path.of("");

    private FileReading reading = FileReading.AUTOMATIC;

    /**
     * @param settings asked for once
     */
    public ImportCommand(OpenDatabase databases, Supplier<Settings> settings) {
        this.databases = databases;
        this.settings = settings;
        this.spec = CommandSpec.create();
    }

    @Override
    public Integer call() throws IOException {
        demandEither();
        if (undo) {
            return undo();
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new ParameterException(spec.commandLine(), "FILE '" + file + "' is not a file that can be read");
        }
        reading = columns.reading(spec.commandLine()).with(choices());
        try (Database database = databases.open()) {
            return with(database, this::run);
        } catch (Problem problem) {
            throw translated(problem);
        }
    }

    private void demandEither() {
        if (undo == (given != null)) {
            throw new ParameterException(
                    spec.commandLine(), undo ? "--undo takes no FILE" : "Missing required parameter: 'FILE'");
        }
        file = given == null ? file : given;
    }

    private int undo() throws IOException {
        try (Database database = databases.open()) {
            return with(
                    database,
                    (userId, imports) -> new LastImport(
                                    imports, spec.commandLine().getOut())
                            .takeBack(userId)
                            .number());
        } catch (Problem problem) {
            throw translated(problem);
        }
    }

    private Map<String, @Nullable ShelfChoice> choices() {
        Map<String, @Nullable ShelfChoice> choices = new LinkedHashMap<>();
        shelves.forEach((name, status) -> choices.put(
                name,
                ShelfChoice.of(status)
                        .orElseThrow(() -> new ParameterException(
                                spec.commandLine(),
                                "--shelf takes one of "
                                        + Stream.of(ShelfChoice.values())
                                                .map(ShelfChoice::code)
                                                .collect(Collectors.joining(", "))
                                        + " for a status, not '"
                                        + status
                                        + "'"))));
        return choices;
    }

    @FunctionalInterface
    private interface Work {
        int run(UUID userId, Imports imports) throws IOException;
    }

    private int with(Database database, Work work) throws IOException {
        UUID userId = userId(database);
        Clock clock = Clock.systemUTC();
        Settings all = settings.get();
        try (MediaParts media = MediaParts.of(all, database, clock, new Meters())) {
            return work.run(
                    userId,
                    new Imports(
                            database,
                            Wiring.shelving(database, clock, media),
                            all.get(ImportSettings.GROUP),
                            clock,
                            new Meters()));
        }
    }

    private int run(UUID userId, Imports imports) throws IOException {
        var progress = new ImportProgress(
                spec.commandLine().getErr(),
                System.console() != null && System.console().isTerminal(),
                InstantSource.system());
        if (!dryRun) {
            imports.resume(userId, progress::show)
                    .ifPresent(job -> spec.commandLine()
                            .getErr()
                            .println("Finished an import that was interrupted: " + ImportSummary.counts(job)));
            progress.end();
        }
        progress.reading();
        ImportJob job = run(userId, imports, progress);
        progress.end();
        print(imports, job);
        if (dryRun) {
            imports.delete(job);
        }
        return exitCode(job).number();
    }

    private ImportJob run(UUID userId, Imports imports, ImportProgress progress) throws IOException {
        try {
            return imports.run(userId, file, reading, dryRun, progress::show);
        } catch (Problem refused) {
            throw FileReading.isForChoice(refused)
                    ? ColumnOptions.refusal("import " + file, refused, imports.sample(file))
                    : refused;
        }
    }

    private static ExitCode exitCode(ImportJob job) {
        if (job.status() != ImportJob.Status.DONE) {
            return ExitCode.FAULT;
        }
        int open = job.count(ImportItem.Outcome.FAILED) + job.count(ImportItem.Outcome.NEEDS_REVIEW);
        return open == 0 ? ExitCode.DONE : ExitCode.ROWS_FAILED;
    }

    private void print(Imports imports, ImportJob job) {
        PrintWriter out = spec.commandLine().getOut();
        var summary = new ImportSummary(imports, job);
        if (json) {
            summary.printJson(out);
        } else {
            summary.print(out);
        }
    }

    private UUID userId(Database database) {
        try (var passwords = new Passwords()) {
            return new Accounts(database, passwords, Clock.systemUTC())
                    .idOf(username)
                    .orElseThrow(() -> new StartFailure(
                            ExitCode.INPUT_REFUSED,
                            "import",
                            "no account is named '" + username + "'",
                            "check the spelling, or make it with 'colophon" + " create-user " + username + "'"));
        }
    }

    /** What a server answers with a status ends a program with a code and a remedy. */
    private RuntimeException translated(Problem problem) {
        String again = "run the same command again; what was imported stays and is not imported twice";
        if (problem.code().equals("database_not_writable")) {
            return new StartFailure(
                    ExitCode.CANNOT_WRITE,
                    "import " + file,
                    problem.detail(),
                    "make room on the disk, or make the database writable; then " + again);
        }
        if (problem.kind() == Kind.UNAVAILABLE) {
            return new StartFailure(ExitCode.TRY_AGAIN, "import " + file, problem.detail(), again);
        }
        if (problem.code().equals("import_running")) {
            return new StartFailure(
                    ExitCode.TRY_AGAIN,
                    "import " + file,
                    "another import of " + username + " is running, or ended without a word",
                    "wait for it; one that was killed is taken over half a minute later");
        }
        return new StartFailure(
                ExitCode.INPUT_REFUSED,
                "import " + file,
                problem.detail(),
                "nothing was stored; mend the file and try again");
    }
}
