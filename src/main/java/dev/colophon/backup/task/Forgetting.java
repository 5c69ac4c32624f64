package dev.colophon.backup.task;

import dev.colophon.backup.place.Places;
import dev.colophon.backup.place.kept.KeptData;
import dev.colophon.backup.target.StoredBackup;
import dev.colophon.backup.work.Workbench;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes data that a restore has replaced, when it is so old that nobody takes the restore back any more and what
 * replaced it is backed up.
 */
final class Forgetting {
    static final Duration KEPT = Duration.ofDays(7);

    private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);

    private final Workbench bench;

    Forgetting(Workbench bench) {
        this.bench = bench;
    }

    /** For a task that holds the lock. What cannot be deleted now may be next time, and is no failure of that task. */
    void alone(List<StoredBackup> backups, UUID installation) {
        try {
            for (KeptData data : Places.kept(bench.database())) {
                if (isOver(data, backups, installation)) {
                    Places.forget(bench.database(), data);
                    LOG.atInfo().addKeyValue("bytes", data.bytes()).log("deleted what was live until {}", data.since());
                }
            }
        } catch (RuntimeException failure) {
            LOG.warn("data that a restore has replaced stays for now: {}", failure.getMessage());
        }
    }

    private boolean isOver(KeptData data, List<StoredBackup> backups, UUID installation) {
        Instant since = data.since();
        return since.isBefore(bench.now().minus(KEPT))
                && backups.stream()
                        .anyMatch(backup -> backup.isOf(installation)
                                && backup.isVerified()
                                && backup.createdAt().isAfter(since));
    }
}
