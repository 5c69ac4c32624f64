package dev.colophon.media;

import dev.colophon.database.Database;
import dev.colophon.observe.Health;
import dev.colophon.storage.BlobStore;
import dev.colophon.storage.StorageFailure;
import dev.colophon.web.body.ReceivedFile;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every five minutes, or every minute while something is wrong, whether files can be stored, and sweeps every
 * hour what nothing refers to; on a thread of its own, for a store may answer slowly.
 */
public final class UploadWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UploadWatch.class);
    private static final String WARNING = "uploads";
    private static final Duration USUAL = Duration.ofMinutes(5);
    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

    /** No upload rests so long in the temporary folder. */
    private static final Duration LEFT_OVER = Duration.ofHours(1);

    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Database database;
    private final BlobStore store;
    private final BlobSweep sweep;
    private final MediaMetrics metrics;
    private final InstantSource clock;
    private final Health health;
    private Instant nextSweep = Instant.MIN;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("uploads").daemon().unstarted(this::run);

    public UploadWatch(Database database, BlobStore store, InstantSource clock, MediaMetrics metrics, Health health) {
        this.database = database;
        this.store = store;
        this.sweep = new BlobSweep(database, store, clock);
        this.clock = clock;
        this.metrics = metrics;
        this.health = health;
    }

    public void start() {
        metrics.sweptAt(clock.instant());
        thread.start();
    }

    private void run() {
        try {
            boolean closed = false;
            while (!closed) {
                Duration pause = look() ? USUAL : AFTER_A_FAILURE;
                closed = closing.await(pause.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether all went well. */
    boolean look() {
        boolean storing = canStore();
        metrics.store(storing);
        return storing && (clock.instant().isBefore(nextSweep) || sweep());
    }

    private boolean canStore() {
        try {
            metrics.free(store.freeBytes());
            UploadStore.check(store);
            health.unwarn(WARNING);
            return true;
        } catch (StorageFailure failure) {
            health.warn(WARNING, "pictures and attachments cannot be stored: " + failure.getMessage());
            return false;
        }
    }

    private boolean sweep() {
        Instant now = clock.instant();
        try {
            ReceivedFile.removeLeftovers(now.minus(LEFT_OVER));
            metrics.swept(sweep.run());
            metrics.sweptAt(now);
            nextSweep = now.plus(BETWEEN_SWEEPS);
            metrics.stored(database.read(BlobRows::total));
            return true;
        } catch (RuntimeException failure) {
            LOG.warn("files that nothing refers to could not be swept; it is tried again", failure);
            return false;
        }
    }

    /** Lets the file that is being removed be removed. */
    @Override
    public void close() throws InterruptedException {
        closing.countDown();
        if (thread.isAlive() && !thread.join(PATIENCE)) {
            thread.interrupt();
        }
    }
}
