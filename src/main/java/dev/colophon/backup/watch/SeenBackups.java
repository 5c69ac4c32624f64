package dev.colophon.backup.watch;

import dev.colophon.backup.format.BackupKind;
import dev.colophon.backup.target.BackupTarget;
import dev.colophon.backup.target.FailedRun;
import dev.colophon.backup.target.Sidecar;
import dev.colophon.backup.target.StoredBackup;
import dev.colophon.backup.target.Verification;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What the target holds of one installation.
 *
 * @param verified oldest first
 * @param unverified those that failed included
 */
public record SeenBackups(
        List<Sidecar> verified, List<StoredBackup> unverified, Optional<FailedRun> failedRun, OptionalLong freeBytes) {
    static SeenBackups at(BackupTarget target, UUID installation) {
        List<StoredBackup> own = target.list().stream()
                .filter(backup -> backup.isOf(installation))
                .sorted(StoredBackup.BY_AGE)
                .toList();
        return new SeenBackups(
                own.stream()
                        .filter(StoredBackup::isVerified)
                        .flatMap(backup -> backup.sidecar().stream())
                        .toList(),
                own.stream().filter(backup -> !backup.isVerified()).toList(),
                target.lastFailure(installation),
                target.freeBytes());
    }

    /** When the newest verified one of a kind was complete. */
    Optional<Instant> lastSuccess(BackupKind kind) {
        return last(List.of(kind)).map(Sidecar::completedAt);
    }

    /** The newest verified one that the schedule or a person made; safety copies are no backups. */
    public Optional<Sidecar> newest() {
        return last(List.of(BackupKind.AUTO, BackupKind.MANUAL));
    }

    private Optional<Sidecar> last(Collection<BackupKind> kinds) {
        return verified.stream().filter(backup -> kinds.contains(backup.kind())).reduce((older, newer) -> newer);
    }

    /** When some backup last passed this level or a higher one. */
    Optional<Instant> lastVerified(int level) {
        return verified.stream()
                .flatMap(backup -> backup.verifiedAt(level).stream())
                .max(Comparator.naturalOrder());
    }

    /** When a run, or the verification of what is still there, last failed. */
    Optional<Instant> lastFailure() {
        return Stream.concat(
                        failedRun.map(FailedRun::at).stream(),
                        unverified.stream().flatMap(backup -> failure(backup).map(Verification::at).stream()))
                .max(Comparator.naturalOrder());
    }

    /** The newest that is not what it should be. */
    Optional<StoredBackup> damaged() {
        return unverified.stream().filter(backup -> failure(backup).isPresent()).reduce((older, newer) -> newer);
    }

    static Optional<Verification> failure(StoredBackup backup) {
        return backup.sidecar().flatMap(Sidecar::failure);
    }
}
