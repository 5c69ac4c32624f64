package dev.colophon.account;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Stands still until it is moved. */
public final class MovableClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    /** A clock of its own that moves along. */
    public long nanoTime() {
        return Duration.between(Instant.EPOCH, now).toNanos();
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }
}
