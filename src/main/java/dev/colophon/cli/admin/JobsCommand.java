package dev.colophon.cli.admin;

import dev.colophon.admin.job.ImportState;
import dev.colophon.admin.job.ImportStates;
import dev.colophon.cli.backup.BackupOutput;
import dev.colophon.cli.database.OpenDatabase;
import dev.colophon.database.Database;
import dev.colophon.problem.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code colophon jobs}. */
@Command(
        name = "jobs",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the imports of all readers, latest first. Backups are shown by 'colophon backup list', the rest of"
                    + " what a server does by its page /admin/jobs."
        })
public final class JobsCommand implements Callable<Integer> {
    private static final int MOST = 10_000;

    private final OpenDatabase databases;

    @Mixin
    private BackupOutput output = new BackupOutput();

    @Option(names = "--limit", paramLabel = "NUMBER", description = "At most so many; 50 unless given.")
    private int limit = 50;

    public JobsCommand(OpenDatabase databases) {
        this.databases = databases;
    }

    @Override
    public Integer call() {
        List<ImportState> imports = imports();
        if (output.json()) {
            output.printJson(imports);
        } else {
            output.table(
                    List.of("BEGUN", "READER", "SOURCE", "STATUS", "ROWS", "WAITING"),
                    imports.stream().map(JobsCommand::row).toList());
        }
        return ExitCode.DONE.number();
    }

    private List<ImportState> imports() {
        try (Database database = databases.open()) {
            return new ImportStates(database)
                    .list(List.of(), Math.clamp(limit, 1, MOST))
                    .items();
        }
    }

    private static List<String> row(ImportState one) {
        return List.of(
                BackupOutput.time(one.createdAt()),
                one.reader(),
                one.source(),
                one.status(),
                Integer.toString(one.rows()),
                Integer.toString(one.pending()));
    }
}
