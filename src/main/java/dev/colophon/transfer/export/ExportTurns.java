package dev.colophon.transfer.export;

import dev.colophon.problem.Problem;
import dev.colophon.server.admission.RateLimit;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Who may have a file made now: one at a time for each reader, a few a minute, and a few of all readers at once. */
public final class ExportTurns {
    private static final int MOST_PER_MINUTE = 10;
    private static final int MOST_AT_ONCE = 4;
    private static final int RETRY_SECONDS = 30;

    private final RateLimit pace = new RateLimit(MOST_PER_MINUTE);
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Set<UUID> readers = ConcurrentHashMap.newKeySet();

    /** One that was given; ends when closed. */
    public interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Takes a turn.
     *
     * @throws Problem of kind TOO_MANY_REQUESTS or CONFLICT when it is this reader's fault, UNAVAILABLE when others are
     *     at it
     */
    public Turn take(UUID reader) {
        int wait = pace.secondsToWait(reader.getLeastSignificantBits());
        if (wait > 0) {
            throw Problem.tooManyRequests("You asked for many exports; wait a little.", wait);
        }
        if (!readers.add(reader)) {
            throw Problem.conflict(
                    "export_running",
                    "Another export of yours is still being sent. Wait for it, or stop its download.");
        }
        if (!places.tryAcquire()) {
            readers.remove(reader);
            throw Problem.unavailable("exports_busy", "Too many exports are made at the moment.", RETRY_SECONDS);
        }
        return () -> {
            places.release();
            readers.remove(reader);
        };
    }
}
