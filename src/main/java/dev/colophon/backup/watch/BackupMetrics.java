package dev.colophon.backup.watch;

import dev.colophon.backup.format.BackupKind;
import dev.colophon.backup.target.Sidecar;
import dev.colophon.observe.metric.Counter;
import dev.colophon.observe.metric.Gauge;
import dev.colophon.observe.metric.Meters;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of backups, from the newest look at the target. A time is 0 when the target was asked and there is none;
 * nothing is shown before it was asked with success, and the last known values while it is away.
 */
public final class BackupMetrics {
    private static final double UNKNOWN = Double.NaN;
    private static final double MILLISECONDS = 1e3;
    private static final int HIGHEST_LEVEL = 3;

    private final Meters meters;
    private final Counter notices;
    private volatile @Nullable BackupStanding standing;

    public BackupMetrics(Meters meters) {
        this.meters = meters;
        notices = meters.counter(
                "colophon_backup_notices_total",
                "Notices of a backup that ended, by way and outcome.",
                "way",
                "outcome");
    }

    /** Declares what the target tells; only where somebody looks at it. */
    void watch() {
        Gauge success = meters.gauge(
                "colophon_backup_last_success_timestamp_seconds",
                "When the newest verified backup of a kind was complete, in seconds since 1970; 0 for never.",
                "kind");
        for (BackupKind kind : BackupKind.values()) {
            success.watch(() -> time(seen -> seen.lastSuccess(kind)), kind.label());
        }
        Gauge verified = meters.gauge(
                "colophon_backup_last_verified_timestamp_seconds",
                "When a backup last passed this level or a higher one, in seconds since 1970; 0 for never.",
                "level");
        for (int level = 1; level <= HIGHEST_LEVEL; level++) {
            int passed = level;
            verified.watch(() -> time(seen -> seen.lastVerified(passed)), String.valueOf(level));
        }
        gauge(
                "colophon_backup_last_failure_timestamp_seconds",
                "When a run or a verification last failed, in seconds since 1970; 0 for never.",
                seen -> seconds(seen.lastFailure()));
        watchSizes();
    }

    private void watchSizes() {
        gauge(
                "colophon_backup_last_size_bytes",
                "Bytes of the newest verified backup.",
                seen -> seen.newest().map(Sidecar::bytes).map(Long::doubleValue).orElse(UNKNOWN));
        gauge(
                "colophon_backup_last_duration_seconds",
                "Seconds that the newest verified backup took.",
                seen -> seen.newest().map(Sidecar::durationSeconds).orElse(UNKNOWN));
        gauge(
                "colophon_backup_oldest_timestamp_seconds",
                "When the oldest verified backup was begun, in seconds since 1970.",
                seen -> seen.verified().stream()
                        .findFirst()
                        .map(backup -> seconds(Optional.of(backup.createdAt())))
                        .orElse(UNKNOWN));
        gauge(
                "colophon_backup_target_free_bytes",
                "Bytes that are left where backups are kept.",
                seen -> seen.freeBytes().isPresent() ? seen.freeBytes().getAsLong() : UNKNOWN);
        Gauge archives = meters.gauge("colophon_backup_archives", "Backups at the target by their state.", "state");
        archives.watch(() -> value(seen -> seen.verified().size()), "verified");
        archives.watch(() -> value(seen -> seen.unverified().size()), "unverified");
        meters.gauge("colophon_backup_target_up", "1 when the target of backups could be listed.")
                .watch(this::up);
    }

    /** The longest time between two runs of the schedule of this server. */
    public void interval(Duration pause) {
        meters.gauge(
                        "colophon_backup_schedule_interval_seconds",
                        "Longest time between two scheduled backups of this server, in seconds.")
                .set(pause.toSeconds());
    }

    /** What counts from now on. */
    void show(BackupStanding newest) {
        standing = newest;
    }

    /**
     * Somebody was told, or not.
     *
     * @param way {@code command} or {@code url}
     */
    void noticeFinished(String way, boolean sent) {
        notices.with(way, sent ? "sent" : "failed").increment();
    }

    private void gauge(String name, String help, ToDoubleFunction<SeenBackups> value) {
        meters.gauge(name, help).watch(() -> value(value));
    }

    private double time(Function<SeenBackups, Optional<Instant>> time) {
        return value(seen -> seconds(time.apply(seen)));
    }

    private double value(ToDoubleFunction<SeenBackups> value) {
        BackupStanding now = standing;
        return now == null ? UNKNOWN : now.seen().map(value::applyAsDouble).orElse(UNKNOWN);
    }

    private double up() {
        BackupStanding now = standing;
        if (now == null) {
            return UNKNOWN;
        }
        return now.fault().isEmpty() ? 1 : 0;
    }

    private static double seconds(Optional<Instant> time) {
        return time.map(at -> at.toEpochMilli() / MILLISECONDS).orElse(0.0);
    }
}
