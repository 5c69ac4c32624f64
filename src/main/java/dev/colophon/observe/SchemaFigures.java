package dev.colophon.observe;

import java.time.Instant;
import java.util.Optional;

/**
 * The schema as this instance last saw it.
 *
 * @param level the newest migration that is applied; 0 is an empty database
 * @param needed the newest migration of this build
 * @param minimumReader builds that need less than this do not work on the schema
 * @param verdict one of {@link Metrics#VERDICTS}
 * @param pending migrations of this build that are not applied
 * @param lastSuccess when a migrating run last ended well, if known
 */
public record SchemaFigures(
        int level,
        int needed,
        int minimumReader,
        String verdict,
        int pending,
        Optional<Instant> lastSuccess) {}
