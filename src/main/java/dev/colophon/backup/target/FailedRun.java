package dev.colophon.backup.target;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.colophon.backup.format.BackupKind;
import dev.colophon.json.Json;
import dev.colophon.problem.Problem;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The newest run that left no backup, remembered at the target for servers that did not run it. It does not say
 * why, for it is not encrypted; the log of the run does.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FailedRun(Instant at, BackupKind kind, int exitCode) {
    public FailedRun {
        Objects.requireNonNull(at);
        Objects.requireNonNull(kind);
    }

    /** Where it is kept; no archive is called so. */
    static String blob(String installation) {
        return ArchiveName.PREFIX + installation + "-failed.json";
    }

    byte[] json() {
        return Json.write(this);
    }

    static Optional<FailedRun> read(byte[] json) {
        try {
            return Optional.of(Json.read(json, FailedRun.class));
        } catch (Problem damaged) {
            return Optional.empty();
        }
    }
}
