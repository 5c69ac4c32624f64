package dev.colophon.lookup.cover;

import dev.colophon.lookup.http.LookupMetrics;
import dev.colophon.lookup.http.LookupMetrics.Cover;
import dev.colophon.lookup.port.Deadline;
import dev.colophon.lookup.port.Provider;
import dev.colophon.lookup.port.SourceFailure;
import dev.colophon.problem.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches covers one after the other on a thread of its own, so that no page waits for them. What
 * fails and may pass is tried again a little later, three times in all; a book without its cover has a drawn one.
 */
public final class CoverQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CoverQueue.class);
    private static final int MOST_WAITING = 200;
    private static final int TRIES = 3;
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final List<CoverSource> sources;
    private final Album album;
    private final LookupMetrics metrics;
    private final ThreadPoolExecutor worker;

    public CoverQueue(List<CoverSource> sources, Album album, LookupMetrics metrics) {
        this.sources = List.copyOf(sources);
        this.album = album;
        this.metrics = metrics;
        this.worker = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().name("covers").daemon().factory());
        worker.allowCoreThreadTimeOut(true);
    }

    /** How many wait to be fetched. */
    public int waiting() {
        return worker.getQueue().size();
    }

    /**
     * Remembers that a book should have this cover and returns at once.
     *
     * @param cover as the provider calls it
     */
    public void want(UUID book, Provider provider, String cover) {
        try {
            worker.execute(() -> fetch(book, provider, cover));
        } catch (RejectedExecutionException tooMany) {
            metrics.cover(Cover.DROPPED);
        }
    }

    /** The same in this thread, for whoever has time; what fails is logged. */
    public void fetch(UUID book, Provider provider, String cover) {
        Optional<CoverSource> source = sources.stream()
                .filter(one -> one.source().provider() == provider)
                .findFirst();
        if (source.isEmpty()) {
            return;
        }
        try {
            metrics.cover(fetch(book, source.get(), cover));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException fault) {
            metrics.cover(Cover.FAILED);
            LOG.warn("a cover cannot be kept", fault);
        }
    }

    private Cover fetch(UUID book, CoverSource source, String cover) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                return album.wants(book) ? stored(book, source, cover) : Cover.NONE;
            } catch (SourceFailure | IOException failure) {
                boolean passes = !(failure instanceof SourceFailure known)
                        || known.reason().passes();
                if (attempt == TRIES || !passes) {
                    LOG.atWarn()
                            .addKeyValue("provider", source.source().provider().wire())
                            .log("a cover was not fetched: {}", failure.getMessage());
                    return Cover.FAILED;
                }
                Thread.sleep(pause);
                pause = pause.multipliedBy(4);
            }
        }
    }

    private Cover stored(UUID book, CoverSource source, String cover)
            throws SourceFailure, IOException, InterruptedException {
        Optional<byte[]> picture = source.picture(cover, Deadline.in(LIMIT));
        if (picture.isEmpty()) {
            return Cover.NONE;
        }
        try {
            album.put(book, source.source().provider(), picture.get());
            return Cover.STORED;
        } catch (Problem noPicture) {
            if (noPicture.retryAfterSeconds().isPresent()) {
                throw new IOException(noPicture.detail());
            }
            return Cover.NONE;
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
