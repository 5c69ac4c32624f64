package dev.colophon.backup.watch;

import dev.colophon.backup.format.BackupKind;
import dev.colophon.backup.target.Sidecar;
import dev.colophon.problem.StartFailure;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How a backup ended.
 *
 * @param outcome {@code success} or {@code failure}
 * @param name of the archive; empty after a failure, as what follows is 0
 * @param exitCode 0 after a success
 * @param why what stood against it, and what to do, without a secret; empty after a success
 */
public record Notice(
        UUID id,
        String outcome,
        BackupKind kind,
        UUID installation,
        Instant at,
        String name,
        long bytes,
        long rows,
        double durationSeconds,
        int exitCode,
        String why) {
    public static Notice of(Sidecar sidecar) {
        return new Notice(
                UUID.randomUUID(),
                "success",
                sidecar.kind(),
                sidecar.installation(),
                sidecar.completedAt(),
                sidecar.name(),
                sidecar.bytes(),
                sidecar.rows(),
                sidecar.durationSeconds(),
                0,
                "");
    }

    public static Notice of(StartFailure failure, BackupKind kind, UUID installation, Instant at) {
        String why = failure.what() + ": " + failure.why() + " (" + failure.remedy() + ")";
        int exitCode = failure.exitCode().number();
        return new Notice(UUID.randomUUID(), "failure", kind, installation, at, "", 0, 0, 0, exitCode, why);
    }

    /** For the environment of a program. */
    Map<String, String> variables() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("ID", id);
        facts.put("OUTCOME", outcome);
        facts.put("KIND", kind.label());
        facts.put("INSTALLATION", installation);
        facts.put("AT", at);
        facts.put("NAME", name);
        facts.put("BYTES", bytes);
        facts.put("ROWS", rows);
        facts.put("DURATION_SECONDS", durationSeconds);
        facts.put("EXIT_CODE", exitCode);
        facts.put("WHY", why);
        Map<String, String> variables = new LinkedHashMap<>();
        facts.forEach((fact, value) ->
                variables.put("COLOPHON_BACKUP_" + fact, value.toString().replaceAll("\\p{Cntrl}", " ")));
        return variables;
    }
}
