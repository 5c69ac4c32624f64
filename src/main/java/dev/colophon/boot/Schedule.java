package dev.colophon.boot;

import dev.colophon.admin.job.TaskRun;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
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

    private final Map<String, TaskRun> runs = new ConcurrentSkipListMap<>();
    private final InstantSource clock;

    Schedule(InstantSource clock) {
        this.clock = clock;
    }

    /** Each job with its last run, by name. */
    List<TaskRun> runs() {
        return List.copyOf(runs.values());
    }

    /** Runs the job at once and then again whenever the interval has passed since it ended. */
    void every(Duration interval, String name, Runnable job) {
        runs.put(name, new TaskRun(name, interval.toSeconds(), null, false));
        executor.scheduleWithFixedDelay(() -> run(interval, name, job), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run(Duration interval, String name, Runnable job) {
        boolean done = quietly(name, job);
        runs.put(name, new TaskRun(name, interval.toSeconds(), clock.instant(), !done));
    }

    private static boolean quietly(String name, Runnable job) {
        try {
            job.run();
            return true;
        } catch (RuntimeException failure) {
            LOG.warn("the job '{}' failed; it is tried again", name, failure);
            return false;
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
