package dev.colophon.boot;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one scheduler: short jobs at intervals, one at a time, none stopped by its own failure. */
final class Schedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);
    private static final long PATIENCE_SECONDS = 5;

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("schedule").daemon().factory());

    /** Runs the job at once and then again whenever the interval has passed since it ended. */
    void every(Duration interval, String name, Runnable job) {
        executor.scheduleWithFixedDelay(() -> quietly(name, job), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void quietly(String name, Runnable job) {
        try {
            job.run();
        } catch (RuntimeException failure) {
            LOG.warn("the job '{}' failed; it is tried again", name, failure);
        }
    }

    @Override
    public void close() throws InterruptedException {
        executor.shutdownNow();
        if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("a scheduled job does not end");
        }
    }
}
