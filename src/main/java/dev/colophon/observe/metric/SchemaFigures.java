package dev.colophon.observe.metric;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The schema as this instance last saw it.
 *
 * @param level the newest migration that is applied; 0 is an empty database
 * @param needed the newest migration of this build
 * @param minimumReader builds that need less than this do not work on the schema
 * @param verdict one of {@link Metrics#VERDICTS}
 * @param pending migrations of this build that are not applied
 * @param lastExitCode how the newest attempt of migrating ended; empty while it runs
 * @param runningSince when the newest attempt began, as long as it has not ended
 * @param lastSuccess when a migrating run last ended well, if known
 */
public record SchemaFigures(
        int level,
        int needed,
        int minimumReader,
        String verdict,
        int pending,
        OptionalInt lastExitCode,
        Optional<Instant> runningSince,
        Optional<Instant> lastSuccess) {}
