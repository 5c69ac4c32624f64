package dev.colophon.server.admission;

import dev.colophon.server.connection.Client;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * So many a minute for each client, at once if it likes (a token bucket, kept as the one time at
 * which it would be full again). The memory is fixed: clients share slots by a hash that nobody
 * outside knows, so two of them meet in one slot with a chance of 1 to 65,536.
 */
public final class RateLimit {
    private static final int SLOTS = 1 << 16;
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final AtomicLongArray fullAt;
    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private final long origin;
    private final long seed = ThreadLocalRandom.current().nextLong();

    /**
     * @param perMinute 0 admits all
     */
    public RateLimit(int perMinute) {
        this(perMinute, System::nanoTime);
    }

    /**
     * @param perMinute 0 admits all
     * @param nanoTime a clock that only goes forward, in nanoseconds
     */
    public RateLimit(int perMinute, LongSupplier nanoTime) {
        this.fullAt = new AtomicLongArray(perMinute == 0 ? 0 : SLOTS);
        this.intervalNanos = perMinute == 0 ? 0 : MINUTE_NANOS / perMinute;
        this.nanoTime = nanoTime;
        this.origin = nanoTime.getAsLong();
    }

    /**
     * Counts one act of a client.
     *
     * @param client its number, such as {@link Client#key}
     * @return 0 when it is admitted, else after how many seconds the next one will be
     */
    public int secondsToWait(long client) {
        if (intervalNanos == 0) {
            return 0;
        }
        int slot = slot(client);
        long now = nanoTime.getAsLong() - origin;
        while (true) {
            long before = fullAt.get(slot);
            long after = Math.max(before, now) + intervalNanos;
            long tooEarlyNanos = after - now - MINUTE_NANOS;
            if (tooEarlyNanos > 0) {
                return (int) ((tooEarlyNanos + 999_999_999) / 1_000_000_000);
            }
            if (fullAt.compareAndSet(slot, before, after)) {
                return 0;
            }
        }
    }

    /** Takes back one act that was admitted. */
    public void giveBack(long client) {
        if (intervalNanos > 0) {
            fullAt.addAndGet(slot(client), -intervalNanos);
        }
    }

    private int slot(long client) {
        long mixed = (client ^ seed) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 32) * 0xD6E8FEB86659FD93L;
        return (int) (mixed >>> 48);
    }
}
