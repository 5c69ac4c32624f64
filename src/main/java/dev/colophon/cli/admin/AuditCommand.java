package dev.colophon.cli.admin;

import dev.colophon.account.audit.Actor;
import dev.colophon.account.audit.AuditAction;
import dev.colophon.account.audit.AuditEntry;
import dev.colophon.account.audit.AuditLog;
import dev.colophon.account.audit.AuditSettings;
import dev.colophon.admin.AuditSearch;
import dev.colophon.admin.ReaderAccounts;
import dev.colophon.cli.backup.BackupOutput;
import dev.colophon.cli.database.OpenDatabase;
import dev.colophon.database.Database;
import dev.colophon.problem.ExitCode;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code colophon audit}. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Shows who did what with whose account, latest first.")
public final class AuditCommand implements Callable<Integer> {
    private static final int MOST = 10_000;

    private final OpenDatabase databases;

    @Mixin
    private BackupOutput output = new BackupOutput();

    @Option(names = "--reader", paramLabel = "NAME", description = "Only about this reader, by name or id.")
    private @Nullable String reader;

    @Option(names = "--action", paramLabel = "ACTION", description = "Only this, one of ${COMPLETION-CANDIDATES}.")
    private @Nullable AuditAction action;

    @Option(names = "--limit", paramLabel = "NUMBER", description = "At most so many; 50 unless given.")
    private int limit = 50;

    public AuditCommand(OpenDatabase databases) {
        this.databases = databases;
    }

    @Override
    public Integer call() {
        List<AuditEntry> entries = entries();
        if (output.json()) {
            output.printJson(entries);
        } else {
            output.table(
                    List.of("WHEN", "WHAT", "WHOSE", "BY", "DETAIL"),
                    entries.stream().map(AuditCommand::row).toList());
        }
        return ExitCode.DONE.number();
    }

    private List<AuditEntry> entries() {
        try (Database database = databases.open()) {
            // how long entries are kept is the server's business
            var log = new AuditLog(database, Clock.systemUTC(), new AuditSettings(1));
            int most = Math.clamp(limit, 1, MOST);
            return new AuditSearch(log, new ReaderAccounts(database))
                    .list(reader, action, List.of(), most)
                    .items();
        }
    }

    private static List<String> row(AuditEntry entry) {
        String actor = entry.actorKind() == Actor.Kind.COMMAND ? "command" : name(entry.actorName(), entry.actorId());
        return List.of(
                BackupOutput.time(entry.happenedAt()),
                entry.action(),
                name(entry.subjectName(), entry.subjectId()),
                actor,
                entry.detail());
    }

    /** The id of an account that is gone. */
    private static String name(@Nullable String name, @Nullable Object id) {
        return Objects.requireNonNullElse(name, id == null ? "-" : id.toString());
    }
}
