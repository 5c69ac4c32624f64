package dev.colophon.migration.schema;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One attempt of migrating.
 *
 * @param instance who tried
 * @param level the level that was wanted
 * @param endedAt empty while it runs, and for ever when it was killed
 * @param exitCode as documented for the program; empty as long as endedAt is
 */
public record Attempt(
        String instance,
        int level,
        Instant startedAt,
        Optional<Instant> endedAt,
        OptionalInt exitCode,
        String message) {

    /** One line for a log or for health details. */
    public String summary() {
        String outcome = exitCode.isPresent()
                ? "ended " + endedAt.map(Instant::toString).orElse("") + " with exit code " + exitCode.getAsInt()
                : "has not ended";
        return "the attempt of "
                + instance
                + " to reach level "
                + level
                + ", begun "
                + startedAt
                + ", "
                + outcome
                + ": "
                + message;
    }
}
