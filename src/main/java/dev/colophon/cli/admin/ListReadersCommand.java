package dev.colophon.cli.admin;

import dev.colophon.admin.ReaderAccount;
import dev.colophon.admin.ReaderAccounts;
import dev.colophon.cli.backup.BackupOutput;
import dev.colophon.cli.database.OpenDatabase;
import dev.colophon.database.Database;
import dev.colophon.problem.ExitCode;
import dev.colophon.web.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code colophon list-readers}. */
@Command(
        name = "list-readers",
        mixinStandardHelpOptions = true,
        description = "Lists all accounts by name, when they were last seen and what each has stored.")
public final class ListReadersCommand implements Callable<Integer> {
    private static final int AT_ONCE = 500;

    private final OpenDatabase databases;

    @Mixin
    private BackupOutput output = new BackupOutput();

    @Parameters(index = "0", arity = "0..1", paramLabel = "BEGINNING", description = "Only whose names begin so.")
    private String beginning = "";

    public ListReadersCommand(OpenDatabase databases) {
        this.databases = databases;
    }

    @Override
    public Integer call() {
        List<ReaderAccount> readers = readers();
        if (output.json()) {
            output.printJson(readers);
        } else {
            output.table(
                    List.of("NAME", "ROLE", "STATE", "LAST SEEN", "BOOKS", "FILES", "QUOTA"),
                    readers.stream().map(ListReadersCommand::row).toList());
        }
        return ExitCode.DONE.number();
    }

    private List<ReaderAccount> readers() {
        List<ReaderAccount> readers = new ArrayList<>();
        try (Database database = databases.open()) {
            var accounts = new ReaderAccounts(database);
            Part<ReaderAccount> part = accounts.list(beginning, List.of(), AT_ONCE);
            readers.addAll(part.items());
            while (part.next().isPresent()) {
                part = accounts.list(beginning, part.next().get(), AT_ONCE);
                readers.addAll(part.items());
            }
        }
        return readers;
    }

    private static List<String> row(ReaderAccount reader) {
        return List.of(
                reader.username(),
                reader.role().text(),
                reader.disabledAt() == null ? "enabled" : "disabled",
                reader.lastSeenAt() == null
                        ? "-"
                        : reader.lastSeenAt().toString().substring(0, 10),
                Long.toString(reader.books()),
                BackupOutput.size(reader.bytes()),
                reader.quotaBytes() == null ? "-" : BackupOutput.size(reader.quotaBytes()));
    }
}
