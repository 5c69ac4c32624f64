package dev.colophon.backup.watch;

import dev.colophon.backup.target.BackupTarget;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the target every five minutes and after each backup, on a thread of its own: a target may answer slowly, and
 * neither a scrape nor a heartbeat waits for it.
 */
public final class BackupWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackupWatch.class);
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final BackupTarget target;
    private final Supplier<UUID> installation;
    private final InstantSource clock;
    private final BackupMetrics metrics;
    private final BackupHealth health;
    private final Semaphore wishes = new Semaphore(0);
    private final Thread thread =
            Thread.ofPlatform().name("backup-watch").daemon().unstarted(this::run);
    private volatile @Nullable BackupStanding standing;

    /**
     * @param installation asked at each look, for a restore may change it
     */
    public BackupWatch(
            BackupTarget target,
            Supplier<UUID> installation,
            InstantSource clock,
            BackupMetrics metrics,
            BackupHealth health) {
        this.target = target;
        this.installation = installation;
        this.clock = clock;
        this.metrics = metrics;
        this.health = health;
    }

    public void start() {
        metrics.watch();
        thread.start();
    }

    /** Something changed at the target: looks again without waiting for the five minutes. */
    public void lookSoon() {
        wishes.release();
    }

    /** What the newest look found. */
    public Optional<BackupStanding> standing() {
        return Optional.ofNullable(standing);
    }

    private void run() {
        try {
            while (true) {
                look();
                if (wishes.tryAcquire(INTERVAL.toSeconds(), TimeUnit.SECONDS)) {
                    wishes.drainPermits();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            BackupStanding now = BackupStanding.of(target, installation.get(), clock.instant());
            BackupStanding before = standing;
            BackupStanding known = before == null ? now : now.after(before);
            metrics.show(known);
            health.judge(known);
            standing = known;
        } catch (RuntimeException failure) {
            LOG.warn("cannot tell how the backups stand; it is tried again", failure);
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        if (thread.isAlive() && !thread.join(PATIENCE)) {
            LOG.warn("the look at the backups does not end");
        }
    }
}
