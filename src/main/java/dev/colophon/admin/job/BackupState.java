package dev.colophon.admin.job;

import dev.colophon.backup.target.Sidecar;
import dev.colophon.backup.watch.BackupStanding;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How backups stand; also as JSON.
 *
 * @param reachable whether the place where they are kept answered at the last look
 * @param newestAt when the newest verified one was made; null when there is none
 * @param verifiedAt when it was
 * @param nextAt when this instance makes the next one; null where another program does
 */
public record BackupState(
        boolean reachable,
        Instant lookedAt,
        @Nullable Instant newestAt,
        @Nullable Instant verifiedAt,
        @Nullable Instant nextAt) {

    static BackupState of(BackupStanding standing, Optional<Instant> next) {
        Optional<Sidecar> newest = standing.newest();
        return new BackupState(
                standing.fault().isEmpty(),
                standing.lookedAt(),
                newest.map(Sidecar::completedAt).orElse(null),
                newest.flatMap(backup -> backup.verifiedAt(1)).orElse(null),
                next.orElse(null));
    }
}
