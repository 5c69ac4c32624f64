package dev.colophon.account;

import dev.colophon.problem.Problem;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Slows down whoever guesses passwords: so many attempts a minute from one address, and so many on
 * one account. An attempt that succeeds does not count. Each instance counts for itself.
 */
public final class LoginThrottle {
    private static final int MAX_KEYS = 100_000;
    private static final long MINUTE_MILLIS = 60_000;

    private final int perMinute;
    private final InstantSource clock;
    private final Map<String, Bucket> buckets = new HashMap<>();

    /**
     * @param perMinute LOGIN_ATTEMPTS_PER_MINUTE; 0 is off
     */
    public LoginThrottle(int perMinute, InstantSource clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /**
     * Takes one attempt from each.
     *
     * @throws Problem of kind TOO_MANY_REQUESTS when one of them has none left
     */
    synchronized void take(String... keys) {
        if (perMinute == 0) {
            return;
        }
        Instant now = clock.instant();
        forgetTheRested(now);
        for (String key : keys) {
            long wait = bucket(key, now).waitMillis();
            if (wait > 0) {
                throw Problem.tooManyRequests(
                        "Too many attempts to sign in; wait a moment.",
                        (int) Math.max(1, (wait + 999) / 1_000));
            }
        }
        for (String key : keys) {
            bucket(key, now).left--;
        }
    }

    /** Gives the attempt back. */
    synchronized void giveBack(String... keys) {
        for (String key : keys) {
            Bucket bucket = buckets.get(key);
            if (bucket != null) {
                bucket.left = Math.min(perMinute, bucket.left + 1);
            }
        }
    }

    private Bucket bucket(String key, Instant now) {
        return buckets.computeIfAbsent(key, absent -> new Bucket(now)).refilled(now);
    }

    private void forgetTheRested(Instant now) {
        if (buckets.size() >= MAX_KEYS) {
            buckets.values().removeIf(bucket -> bucket.refilled(now).left >= perMinute);
        }
        if (buckets.size() >= MAX_KEYS) {
            // somebody with very many addresses: rather slow down everybody than nobody
            throw Problem.tooManyRequests("Too many attempts to sign in; wait a moment.", 60);
        }
    }

    /** Holds attempts; they come back evenly over a minute. */
    private final class Bucket {
        private double left = perMinute;
        private Instant filledAt;

        Bucket(Instant now) {
            this.filledAt = now;
        }

        Bucket refilled(Instant now) {
            double passed = now.toEpochMilli() - filledAt.toEpochMilli();
            if (passed > 0) {
                left = Math.min(perMinute, left + passed * perMinute / MINUTE_MILLIS);
                filledAt = now;
            }
            return this;
        }

        /** How long until one attempt is there; 0 when one is. */
        long waitMillis() {
            return left >= 1 ? 0 : (long) Math.ceil((1 - left) * MINUTE_MILLIS / perMinute);
        }
    }
}
