package dev.colophon.server.connection;

import java.time.Duration;

/**
 * How long a connection may take for what, whoever is at the other end. Helidon has no such limits:
 * its read timeout starts again with each byte.
 *
 * @param headers from the first byte of a request to the end of its headers
 * @param pace the time over which {@code leastBytesPerSecond} is demanded of a body that is waited
 *     for; a blocked write gets two such times in a row, because the kernel reports room for more
 *     only when a third of its buffer is free
 * @param idle a kept connection on which nothing happens
 * @param crowdedIdle the same while connections run short
 * @param lastRequest a connection that was busy this recently may still send a request while the
 *     server stops
 * @param linger for reading, and discarding, what is still under way after a refusal, so that the
 *     client sees the answer and not a reset
 * @param sweep how often all connections are looked at
 */
public record ConnectionDeadlines(
        Duration headers,
        Duration pace,
        int leastBytesPerSecond,
        Duration idle,
        Duration crowdedIdle,
        Duration lastRequest,
        Duration linger,
        Duration sweep) {
    /** What every running server has; only tests have others. */
    public static final ConnectionDeadlines PRODUCTION = new ConnectionDeadlines(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            1024,
            Duration.ofSeconds(75),
            Duration.ofSeconds(1),
            Duration.ofMillis(500),
            Duration.ofMillis(500),
            Duration.ofMillis(250));
}
