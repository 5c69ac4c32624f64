package dev.colophon.cli.exporting;

import dev.colophon.account.Accounts;
import dev.colophon.account.password.Passwords;
import dev.colophon.boot.Wiring;
import dev.colophon.boot.feature.MediaParts;
import dev.colophon.cli.database.ReadyDatabase;
import dev.colophon.database.Database;
import dev.colophon.observe.metric.Meters;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.Settings;
import dev.colophon.transfer.export.ExportFormat;
import dev.colophon.transfer.export.Exports;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code colophon export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a reader's own data into a file. Also while the server runs.",
            "colophon loses nothing and can be imported again; goodreads is the CSV file that most programs"
                    + " read; reads has a row for each read; account is everything that is kept about the reader."
        })
public final class ExportCommand implements Callable<Integer> {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Supplier<Settings> settings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--user", required = true, paramLabel = "USERNAME", description = "Whose data.")
    private String username = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "colophon (unless given), goodreads, reads or account.")
    private ExportFormat format = ExportFormat.COLOPHON;

    @Option(names = "--force", description = "Replaces FILE if it is there.")
    private boolean force;

    @Parameters(index = "0", paramLabel = "FILE", description = "Where to write it.")
    private Path file = Path.of("");

    /**
     * @param settings asked for once
     */
    public ExportCommand(Supplier<Settings> settings) {
        this.settings = settings;
        this.spec = CommandSpec.create();
    }

    @Override
    public Integer call() throws IOException {
        if (!force && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ParameterException(
                    spec.commandLine(), "FILE '" + file + "' is there already; --force replaces it");
        }
        Settings given = settings.get();
        try (Database database = ReadyDatabase.open(given);
                Passwords passwords = new Passwords()) {
            Clock clock = Clock.systemUTC();
            Accounts accounts = new Accounts(database, passwords, clock);
            UUID reader = userId(accounts);
            try (MediaParts media = MediaParts.of(given, database, clock, new Meters())) {
                write(reader, Wiring.exports(database, media, accounts, new Meters()));
            }
        } catch (Problem problem) {
            throw translated(problem);
        }
        spec.commandLine().getOut().println(file + ": " + Files.size(file) + " bytes");
        return ExitCode.DONE.number();
    }

    /** Under another name until it is whole; only this user can read it. */
    private void write(UUID reader, Exports exports) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path part;
        try {
            part = Files.createTempFile(folder, ".colophon-export-", ".part");
        } catch (IOException failure) {
            throw cannotWrite(failure);
        }
        try {
            ExportLine progress = new ExportLine(
                    spec.commandLine().getErr(),
                    System.console() != null && System.console().isTerminal());
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), BUFFER_BYTES)) {
                exports.write(format, reader, out, progress);
            }
            progress.end();
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw cannotWrite(failure);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private UUID userId(Accounts accounts) {
        return accounts.idOf(username)
                .orElseThrow(() -> new StartFailure(
                        ExitCode.INPUT_REFUSED,
                        "export",
                        "no account is named '" + username + "'",
                        "check the spelling"));
    }

    private StartFailure cannotWrite(IOException failure) {
        return new StartFailure(
                ExitCode.CANNOT_WRITE,
                "export to " + file,
                "the file cannot be written: " + failure.getMessage(),
                "name a folder that is there and has room");
    }

    /** What a server answers with a status ends a program with a code and a remedy. */
    private StartFailure translated(Problem problem) {
        boolean again = problem.kind() == Kind.UNAVAILABLE || problem.kind() == Kind.CONFLICT;
        return new StartFailure(
                again ? ExitCode.TRY_AGAIN : ExitCode.INPUT_REFUSED,
                "export to " + file,
                problem.detail(),
                "nothing was written; run the same command again");
    }
}
