package dev.colophon.boot;

import dev.colophon.backup.BackupSettings;
import dev.colophon.backup.format.BackupKind;
import dev.colophon.backup.routine.BackupRun;
import dev.colophon.backup.schedule.BackupSchedule;
import dev.colophon.backup.schedule.CronExpression;
import dev.colophon.backup.target.Sidecar;
import dev.colophon.backup.watch.BackupHealth;
import dev.colophon.backup.watch.BackupMetrics;
import dev.colophon.backup.watch.BackupStanding;
import dev.colophon.backup.watch.BackupWatch;
import dev.colophon.backup.watch.Notifier;
import dev.colophon.backup.work.Installation;
import dev.colophon.backup.work.Progress;
import dev.colophon.backup.work.Workbench;
import dev.colophon.database.Database;
import dev.colophon.observe.Health;
import dev.colophon.observe.metric.Meters;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.Settings;
import dev.colophon.storage.StorageFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Backups beside a program that serves: their schedule, and the look at how they stand. */
final class Backups implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);

    private final Closing closing = new Closing();
    private final Workbench bench;
    private final BackupWatch watch;
    private final Notifier notifier;
    private final Supplier<UUID> installation;
    private volatile @Nullable BackupSchedule schedule;

    private Backups(Parts parts, BackupSettings settings, Workbench bench) {
        this.bench = bench;
        BackupMetrics metrics = new BackupMetrics(parts.meters());
        Optional<Duration> interval = settings.schedule().map(CronExpression::longestPause);
        BackupHealth health =
                new BackupHealth(parts.health(), interval, parts.clock().instant());
        this.installation =
                () -> Installation.here(parts.database(), parts.clock()).id();
        this.watch = new BackupWatch(bench.target(), installation, parts.clock(), metrics, health);
        this.notifier = new Notifier(settings.notices(), parts.clock(), metrics);
        interval.ifPresent(metrics::interval);
    }

    /** What of the instance backups need. */
    record Parts(Database database, Meters meters, Health health, Clock clock, String release) {}

    /** Begins; where no backups are made or kept as far as the settings tell, nothing happens. */
    static Optional<Backups> begin(Settings settings, Parts parts) {
        BackupSettings backups = settings.get(BackupSettings.GROUP);
        if (!backups.areUsed()) {
            return Optional.empty();
        }
        try {
            Backups begun = new Backups(parts, backups, Workbench.open(settings, parts.release(), parts.clock()));
            begun.begin(backups, parts);
            return Optional.of(begun);
        } catch (StorageFailure failure) {
            parts.health()
                    .warn(
                            "backup-target",
                            "no backups are made: " + failure.getMessage() + "; mend it and start again");
            return Optional.empty();
        }
    }

    private void begin(BackupSettings settings, Parts parts) {
        closing.add("workbench of backups", bench);
        closing.add("watch of backups", watch);
        watch.start();
        settings.schedule().ifPresent(cron -> {
            var begun = new BackupSchedule(cron, parts.clock(), this::lastSuccess, this::backUp);
            closing.add("schedule of backups", begun);
            begun.start();
            schedule = begun;
        });
    }

    /** How they stood at the last look. */
    Optional<BackupStanding> standing() {
        return watch.standing();
    }

    /** When the next one is due; empty where this instance makes none, or does not know yet. */
    Optional<Instant> next() {
        return Optional.ofNullable(schedule).map(BackupSchedule::next).filter(due -> !due.equals(Instant.MAX));
    }

    /** How they stood at the last look, for {@code /boot}. */
    Map<String, Object> content() {
        return watch.standing().map(BackupStanding::content).orElse(Map.of());
    }

    private Optional<Instant> lastSuccess() {
        return BackupStanding.of(bench.target(), installation.get(), bench.now())
                .newest()
                .map(Sidecar::completedAt);
    }

    private void backUp() {
        try {
            new BackupRun(bench, notifier, Progress.SILENT).run(BackupKind.AUTO, false);
        } catch (StartFailure failure) {
            LOG.atError()
                    .addKeyValue("reason", failure.why())
                    .log("the scheduled backup failed: {}", failure.getMessage());
        } finally {
            watch.lookSoon();
        }
    }

    @Override
    public void close() {
        closing.close();
    }
}
