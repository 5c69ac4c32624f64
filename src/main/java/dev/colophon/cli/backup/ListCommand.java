package dev.colophon.cli.backup;

import dev.colophon.backup.target.Sidecar;
import dev.colophon.backup.target.StoredBackup;
import dev.colophon.backup.work.TaskFailures;
import dev.colophon.problem.ExitCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code colophon backup list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the backups that are kept, oldest first, and to what level each was verified.")
public final class ListCommand implements Callable<Integer> {
    @Mixin
    private BackupOutput output = new BackupOutput();

    @Override
    public Integer call() {
        try (OpenBench open = OpenBench.withoutKey()) {
            List<StoredBackup> backups =
                    TaskFailures.translated("list the backups", open.bench().target()::list);
            if (output.json()) {
                output.printJson(backups.stream().map(ListCommand::content).toList());
            } else {
                print(output, backups);
            }
            return ExitCode.DONE.number();
        }
    }

    /** The table of this verb, for whoever has to choose one. */
    public static void print(BackupOutput output, List<StoredBackup> backups) {
        if (backups.isEmpty()) {
            output.out().println("No backup is kept. Make one: colophon backup create");
            return;
        }
        output.table(
                List.of("MADE", "KIND", "LEVEL", "SIZE", "ROWS", "VERIFIED", "NAME"),
                backups.stream().map(ListCommand::row).toList());
    }

    private static List<String> row(StoredBackup backup) {
        return List.of(
                BackupOutput.time(backup.createdAt()),
                backup.kind().label() + (backup.pinned() ? ", pinned" : ""),
                Integer.toString(backup.parts().schemaLevel()),
                BackupOutput.size(backup.archive().bytes()),
                backup.sidecar().map(known -> Long.toString(known.rows())).orElse("?"),
                backup.sidecar().map(ListCommand::verified).orElse("unknown"),
                backup.name());
    }

    private static String verified(Sidecar sidecar) {
        return sidecar.failure().isPresent() ? "DAMAGED" : "level " + sidecar.verifiedLevel();
    }

    /** What JSON tells of a backup. */
    static Map<String, Object> content(StoredBackup backup) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("name", backup.name());
        content.put("kind", backup.kind());
        content.put("created_at", backup.createdAt());
        content.put("bytes", backup.archive().bytes());
        content.put("pinned", backup.pinned());
        content.put("verified", backup.isVerified());
        backup.sidecar().ifPresent(known -> content.put("details", known));
        return content;
    }
}
