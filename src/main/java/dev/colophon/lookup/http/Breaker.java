package dev.colophon.lookup.http;

import dev.colophon.lookup.port.SourceFailure;
import dev.colophon.lookup.port.SourceFailure.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Leaves a provider alone that does not answer: after some failures in a row for a minute, then for
 * longer and longer; when the requests of the day are used up until the day ends where its provider
 * counts; when it refuses us for an hour, for only a person can mend that.
 */
public final class Breaker {
    /** Google's days begin there. */
    static final ZoneId ZONE_OF_QUOTAS = ZoneId.of("America/Los_Angeles");

    private static final int FAILURES = 5;
    private static final Duration FIRST_REST = Duration.ofMinutes(1);
    private static final Duration LONGEST_REST = Duration.ofMinutes(16);
    private static final Duration REFUSED_REST = Duration.ofHours(1);

    private final InstantSource clock;
    private int failuresInRow;
    private Duration nextRest = FIRST_REST;
    private Instant openUntil = Instant.MIN;
    private Reason reason = Reason.RESTING;

    public Breaker(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether requests fail at once. */
    public synchronized boolean isOpen() {
        return clock.instant().isBefore(openUntil);
    }

    /**
     * @throws SourceFailure while the provider is left alone, with the reason why
     */
    synchronized void demandClosed() throws SourceFailure {
        if (isOpen()) {
            throw new SourceFailure(reason, "it is left alone until " + openUntil);
        }
    }

    synchronized void succeeded() {
        failuresInRow = 0;
        nextRest = FIRST_REST;
    }

    /**
     * One more failure.
     *
     * @param wait for how long the provider wants to be left alone
     */
    synchronized void failed(Reason why, Optional<Duration> wait) {
        failuresInRow++;
        switch (why) {
            case QUOTA -> open(why, untilTomorrow());
            case REFUSED -> open(why, REFUSED_REST);
            default -> {
                wait.ifPresent(time -> open(why, time));
                if (failuresInRow >= FAILURES) {
                    open(Reason.RESTING, nextRest);
                    nextRest = nextRest.compareTo(LONGEST_REST) < 0 ? nextRest.multipliedBy(2) : LONGEST_REST;
                }
            }
        }
    }

    private void open(Reason why, Duration time) {
        Instant until = clock.instant().plus(time);
        if (until.isAfter(openUntil)) {
            openUntil = until;
            reason = why;
        }
    }

    private Duration untilTomorrow() {
        Instant now = clock.instant();
        return Duration.between(
                now, now.atZone(ZONE_OF_QUOTAS).toLocalDate().plusDays(1).atStartOfDay(ZONE_OF_QUOTAS));
    }
}
