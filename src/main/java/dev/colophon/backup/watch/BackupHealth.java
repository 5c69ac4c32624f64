package dev.colophon.backup.watch;

import dev.colophon.backup.target.FailedRun;
import dev.colophon.backup.target.Sidecar;
import dev.colophon.backup.target.StoredBackup;
import dev.colophon.backup.target.Verification;
import dev.colophon.observe.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Warnings of health about backups, each taken back once it is mended. A warning's text stays the same for as long as
 * its reason does, so that it is logged once.
 */
public final class BackupHealth {
    /** Of a schedule that this server does not know. */
    private static final Duration USUAL_INTERVAL = Duration.ofDays(1);

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Health health;
    private final Duration limit;
    private final Instant begun;

    /**
     * @param interval the longest time between two runs, where it is known
     * @param now a backup that is missing is missed from here on
     */
    public BackupHealth(Health health, Optional<Duration> interval, Instant now) {
        Duration known = interval.orElse(USUAL_INTERVAL);
        this.health = health;
        this.limit = known.plus(known.dividedBy(4)).plus(PATIENCE);
        this.begun = now;
    }

    void judge(BackupStanding standing) {
        set("backup-target", standing.fault().map(why -> "backups cannot be listed: " + why));
        standing.seen().ifPresent(seen -> {
            set("backup-age", tooOld(seen, standing));
            set("backup-run", failed(seen));
            set("backup-verification", seen.damaged().map(BackupHealth::damage));
        });
    }

    private Optional<String> tooOld(SeenBackups seen, BackupStanding standing) {
        Optional<Instant> last = seen.newest().map(Sidecar::completedAt);
        if (!last.orElse(begun).plus(limit).isBefore(standing.lookedAt())) {
            return Optional.empty();
        }
        return Optional.of(last.map(at -> "the newest verified backup is of " + at + ", which is too old")
                .orElse("there is no verified backup in " + standing.where()));
    }

    private static Optional<String> failed(SeenBackups seen) {
        Instant success = seen.newest().map(Sidecar::completedAt).orElse(Instant.MIN);
        return seen.failedRun().filter(run -> run.at().isAfter(success)).map(BackupHealth::failure);
    }

    private static String failure(FailedRun run) {
        return "the backup of " + run.at() + " failed with exit code " + run.exitCode() + "; its log tells why";
    }

    private static String damage(StoredBackup backup) {
        Verification failure = SeenBackups.failure(backup).orElseThrow();
        return "the backup " + backup.name() + " failed verification: " + failure.finding();
    }

    private void set(String name, Optional<String> warning) {
        warning.ifPresentOrElse(text -> health.warn(name, text), () -> health.unwarn(name));
    }
}
