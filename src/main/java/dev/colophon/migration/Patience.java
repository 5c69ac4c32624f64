package dev.colophon.migration;

import java.time.Duration;

/**
 * How long others are waited for.
 *
 * @param lock for another migrator to end
 * @param tries how often a migration is begun anew when it cannot lock a table
 */
record Patience(Duration lock, int tries, Duration betweenTries) {
    static final Patience USUAL = new Patience(Duration.ofMinutes(10), 60, Duration.ofSeconds(2));
}
