package dev.colophon.migration.schema;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What this instance last saw of the schema.
 *
 * @param level 0 when there is no schema
 * @param needed the newest migration of this build
 * @param minimumReader builds that need a lower level do not work on it
 * @param pending migrations of this build that are not applied
 * @param ready whether this may serve; off only when the schema is newer and incompatible, and
 *     before the first look
 * @param reason why, in a sentence that tells the remedy where there is one
 * @param lastSuccess when a migrating run last ended well, if known
 */
public record SchemaStatus(
        int level,
        int needed,
        int minimumReader,
        int pending,
        Verdict verdict,
        boolean ready,
        String reason,
        Optional<Attempt> lastAttempt,
        Optional<Instant> lastSuccess) {

    /** Whether this build serves, or would, on a schema that is not made for it. */
    public boolean isMisfit() {
        return verdict != Verdict.EQUAL && verdict != Verdict.AHEAD_COMPATIBLE;
    }

    /** How the newest attempt of migrating ended; empty while it runs. */
    public OptionalInt lastExitCode() {
        return lastAttempt.map(Attempt::exitCode).orElse(OptionalInt.empty());
    }

    /** When the newest attempt of migrating began, as long as it has not ended. */
    public Optional<Instant> runningSince() {
        return lastAttempt.filter(it -> it.endedAt().isEmpty()).map(Attempt::startedAt);
    }
}
