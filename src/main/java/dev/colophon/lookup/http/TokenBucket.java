package dev.colophon.lookup.http;

import dev.colophon.lookup.port.Deadline;
import dev.colophon.lookup.port.SourceFailure;
import dev.colophon.lookup.port.SourceFailure.Reason;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.function.LongSupplier;

/** The pace that a provider allows: so many a second, a few at once, and so many a day. */
public final class TokenBucket {
    /** Whoever would wait longer is told that it is busy. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final long intervalNanos;
    private final long burstNanos;
    private final int perDay;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private long fullAt;
    private LocalDate day = LocalDate.MIN;
    private int today;

    /**
     * @param burst how many may go at once after a pause
     * @param perDay 0 for any number
     */
    public TokenBucket(int perSecond, int burst, int perDay, InstantSource clock) {
        this(Duration.ofSeconds(1).dividedBy(perSecond), burst, perDay, clock, System::nanoTime);
    }

    /** For tests: with another clock that only goes forward. */
    TokenBucket(Duration interval, int burst, int perDay, InstantSource clock, LongSupplier nanoTime) {
        this.intervalNanos = interval.toNanos();
        this.burstNanos = intervalNanos * burst;
        this.perDay = perDay;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.fullAt = nanoTime.getAsLong();
    }

    /** Waits until a request may go, at most until the deadline. */
    void take(Deadline deadline) throws SourceFailure, InterruptedException {
        Duration most = deadline.left().compareTo(LONGEST_WAIT) < 0 ? deadline.left() : LONGEST_WAIT;
        Thread.sleep(reserve(most));
    }

    /**
     * @param most the longest wait that is of use
     * @return after which time the request may go
     */
    synchronized Duration reserve(Duration most) throws SourceFailure {
        long now = nanoTime.getAsLong();
        long after = Math.max(fullAt, now) + intervalNanos;
        long waitNanos = Math.max(0, after - now - burstNanos);
        if (waitNanos > most.toNanos()) {
            throw new SourceFailure(Reason.BUSY, "as many requests as it allows are under way");
        }
        countDay();
        fullAt = after;
        return Duration.ofNanos(waitNanos);
    }

    private void countDay() throws SourceFailure {
        LocalDate now = LocalDate.ofInstant(clock.instant(), Breaker.ZONE_OF_QUOTAS);
        if (!now.equals(day)) {
            day = now;
            today = 0;
        }
        if (perDay > 0 && today >= perDay) {
            throw new SourceFailure(Reason.QUOTA, "the requests of this day are used up");
        }
        today++;
    }
}
