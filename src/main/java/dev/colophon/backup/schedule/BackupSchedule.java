package dev.colophon.backup.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a job at the minutes of a schedule, on a thread of its own, for a backup takes long. What would be due
 * while the job runs is left out, so that it never runs twice at once. A minute that was missed while the program,
 * or the machine, was off is made up for once.
 */
public final class BackupSchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackupSchedule.class);

    /** The machine may sleep and its clock may jump, so no wait is longer. */
    private static final Duration LOOK = Duration.ofSeconds(20);

    /** Leaves the start of the program alone. */
    static final Duration CATCH_UP_DELAY = Duration.ofMinutes(1);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CronExpression cron;
    private final InstantSource clock;
    private final Supplier<Optional<Instant>> lastSuccess;
    private final Runnable job;
    private final Duration look;
    private final Thread thread =
            Thread.ofPlatform().name("backup-schedule").daemon().unstarted(this::run);
    private volatile Instant next = Instant.MAX;

    /**
     * @param lastSuccess when the newest good backup was made, asked once at the start; a failure counts as unknown
     * @param job ends soon after its thread is interrupted, and tells of its failures itself
     */
    public BackupSchedule(
            CronExpression cron, InstantSource clock, Supplier<Optional<Instant>> lastSuccess, Runnable job) {
        this(cron, clock, lastSuccess, job, LOOK);
    }

    /** For tests: looks at the clock so often. */
    BackupSchedule(
            CronExpression cron,
            InstantSource clock,
            Supplier<Optional<Instant>> lastSuccess,
            Runnable job,
            Duration look) {
        this.cron = cron;
        this.clock = clock;
        this.lastSuccess = lastSuccess;
        this.job = job;
        this.look = look;
    }

    public void start() {
        thread.start();
    }

    /** When the job is due next; in the far future before that is known. */
    public Instant next() {
        return next;
    }

    private void run() {
        try {
            next = first();
            while (true) {
                await();
                runJob();
                next = cron.next(clock.instant());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private Instant first() {
        Instant now = clock.instant();
        Instant soon = now.plus(CATCH_UP_DELAY);
        Instant planned = cron.next(now);
        return missed(now) && soon.isBefore(planned) ? soon : planned;
    }

    private boolean missed(Instant now) {
        try {
            return lastSuccess
                    .get()
                    .map(success -> !cron.next(success).isAfter(now))
                    .orElse(true);
        } catch (RuntimeException unknown) {
            LOG.warn("it is not known when the last backup was made; one is made now", unknown);
            return true;
        }
    }

    /** A clock that went back brings the next run nearer again. */
    private void await() throws InterruptedException {
        Instant now = clock.instant();
        while (now.isBefore(next)) {
            Instant planned = cron.next(now);
            next = planned.isBefore(next) ? planned : next;
            Duration left = Duration.between(now, next);
            Thread.sleep(left.compareTo(look) < 0 ? left : look);
            now = clock.instant();
        }
    }

    private void runJob() throws InterruptedException {
        try {
            job.run();
        } catch (RuntimeException failure) {
            LOG.warn("the scheduled backup failed; the next is due at its time", failure);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Interrupts a job that runs, and waits a little for its end. */
    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        if (thread.isAlive() && !thread.join(PATIENCE)) {
            LOG.warn("a backup that was interrupted does not end");
        }
    }
}
