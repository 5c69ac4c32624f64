package dev.colophon.settings;

import static dev.colophon.settings.variable.Profile.PRODUCTION;

import dev.colophon.settings.variable.Default;
import dev.colophon.settings.variable.Group;
import dev.colophon.settings.variable.Purpose;
import dev.colophon.settings.variable.Type;
import dev.colophon.settings.variable.Values;
import dev.colophon.settings.variable.Variable;

/**
 * How many requests are taken, for how long, and how the server stops.
 *
 * @param timeoutSeconds longest a handler may take
 * @param maxConcurrent requests at work at once
 * @param drainSeconds from readiness going off to the listener stopping
 * @param graceSeconds then running requests may finish
 * @param ratePerMinute per client; 0 is off
 * @param debug stack traces in answers
 */
public record RequestSettings(
        int timeoutSeconds, int maxConcurrent, int drainSeconds, int graceSeconds, int ratePerMinute, boolean debug) {
    private static final long FEWEST_REQUESTS = 64;
    private static final long MOST_REQUESTS = 1000;

    public static final Group<RequestSettings> GROUP =
            new Group<>("Requests and stopping", Purpose.SERVE, RequestSettings::of);

    private static final Variable<Integer> REQUEST_TIMEOUT_SECONDS = GROUP.declare(
            "REQUEST_TIMEOUT_SECONDS",
            Type.number(1, 3600),
            Default.of("140"),
            "longest a handler may take before 503",
            "140");

    private static final Variable<Integer> MAX_CONCURRENT_REQUESTS = GROUP.declare(
            "MAX_CONCURRENT_REQUESTS",
            Type.number(1, 100_000),
            Default.of(
                    "largest heap in MiB, " + FEWEST_REQUESTS + " to " + MOST_REQUESTS,
                    values -> String.valueOf(Math.clamp(values.maxHeapMebibytes(), FEWEST_REQUESTS, MOST_REQUESTS))),
            "requests at work at once; above it 503 with Retry-After",
            "256");

    private static final Variable<Integer> SHUTDOWN_DRAIN_SECONDS = GROUP.declare(
            "SHUTDOWN_DRAIN_SECONDS",
            Type.number(0, 600),
            Default.of("0").in(PRODUCTION, "15"),
            "from readiness going off to the listener stopping",
            "15");

    private static final Variable<Integer> SHUTDOWN_GRACE_SECONDS = GROUP.declare(
            "SHUTDOWN_GRACE_SECONDS", Type.number(0, 600), Default.of("30"), "then running requests may finish", "30");

    private static final Variable<Integer> RATE_LIMIT_PER_MINUTE = GROUP.declare(
            "RATE_LIMIT_PER_MINUTE",
            Type.number(0, 1_000_000),
            Default.of("600"),
            "requests of one client to one instance; above it 429; 0 is off",
            "600");

    private static final Variable<Boolean> DEBUG = GROUP.declare(
            "DEBUG", Type.flag(), Default.of("0"), "stack traces in answers; refused outside local and test", "1");

    private static RequestSettings of(Values values) {
        boolean debug = values.get(DEBUG);
        if (debug && !values.profile().isForDevelopers()) {
            values.refuse(
                    DEBUG,
                    "must be off outside the profiles local and test, for it shows internals to" + " strangers",
                    "unset it; LOG_LEVEL=debug makes the log tell more");
        }
        return new RequestSettings(
                values.get(REQUEST_TIMEOUT_SECONDS),
                values.get(MAX_CONCURRENT_REQUESTS),
                values.get(SHUTDOWN_DRAIN_SECONDS),
                values.get(SHUTDOWN_GRACE_SECONDS),
                values.get(RATE_LIMIT_PER_MINUTE),
                debug);
    }
}
