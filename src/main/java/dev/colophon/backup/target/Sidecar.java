package dev.colophon.backup.target;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.colophon.backup.format.ArchiveHeader;
import dev.colophon.backup.format.ArchiveManifest;
import dev.colophon.backup.format.BackupKind;
import dev.colophon.json.Json;
import dev.colophon.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of an archive without opening it. It names no table, for it is not encrypted. What a later release adds
 * to it is passed over.
 *
 * @param sequence decides which of an installation's archives is newer
 * @param recipients fingerprints of the keys that the archive is encrypted for
 * @param bytes of the stored archive
 * @param rawBytes of its rows, not compressed
 * @param sha256 of the stored archive
 * @param verifications the newest result of each level, by level
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Sidecar(
        String name,
        UUID id,
        UUID installation,
        BackupKind kind,
        long sequence,
        Instant createdAt,
        Instant completedAt,
        String release,
        int schemaLevel,
        String engine,
        boolean encrypted,
        List<String> recipients,
        long bytes,
        long rawBytes,
        long rows,
        String sha256,
        double durationSeconds,
        List<Verification> verifications) {
    /** Refuses what Jackson makes of a part that is missing. */
    public Sidecar {
        Objects.requireNonNull(name);
        Objects.requireNonNull(id);
        Objects.requireNonNull(installation);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(createdAt);
        Objects.requireNonNull(completedAt);
        Objects.requireNonNull(release);
        Objects.requireNonNull(engine);
        Objects.requireNonNull(sha256);
        recipients = List.copyOf(recipients);
        verifications = List.copyOf(verifications);
    }

    /** Of an archive that was just written, or that lost its sidecar and was read through again. */
    public static Sidecar of(ArchiveHeader header, ArchiveManifest manifest, StoredForm stored) {
        return new Sidecar(
                stored.name(),
                header.id(),
                header.installation(),
                header.kind(),
                header.sequence(),
                header.createdAt(),
                stored.completedAt(),
                header.release(),
                header.schemaLevel(),
                header.engine(),
                !stored.recipients().isEmpty() || stored.name().endsWith(".age"),
                stored.recipients(),
                stored.bytes(),
                manifest.rawBytes(),
                manifest.rows(),
                stored.sha256(),
                stored.durationSeconds(),
                List.of());
    }

    /** The same with one more result; a success takes back the failures of its level and of those below. */
    public Sidecar with(Verification result) {
        List<Verification> results = new ArrayList<>(verifications);
        results.removeIf(
                old -> old.level() == result.level() || result.ok() && !old.ok() && old.level() < result.level());
        results.add(result);
        results.sort(Comparator.comparingInt(Verification::level));
        return new Sidecar(
                name,
                id,
                installation,
                kind,
                sequence,
                createdAt,
                completedAt,
                release,
                schemaLevel,
                engine,
                encrypted,
                recipients,
                bytes,
                rawBytes,
                rows,
                sha256,
                durationSeconds,
                results);
    }

    /** A result that says that the archive is not what it should be. */
    public Optional<Verification> failure() {
        return verifications.stream().filter(result -> !result.ok()).findFirst();
    }

    /** The highest level that it passed; 0 when a failure stands. */
    public int verifiedLevel() {
        return failure().isPresent()
                ? 0
                : verifications.stream().mapToInt(Verification::level).max().orElse(0);
    }

    /** When it last passed this level or a higher one. */
    public Optional<Instant> verifiedAt(int level) {
        return verifications.stream()
                .filter(result -> result.ok() && result.level() >= level)
                .map(Verification::at)
                .max(Comparator.naturalOrder());
    }

    byte[] json() {
        return Json.write(this);
    }

    /** Nothing when it is not one. */
    static Optional<Sidecar> read(byte[] json) {
        try {
            return Optional.of(Json.read(json, Sidecar.class));
        } catch (Problem damaged) {
            return Optional.empty();
        }
    }
}
