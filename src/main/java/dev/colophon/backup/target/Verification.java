package dev.colophon.backup.target;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Objects;

/**
 * The newest result of one level of verification.
 *
 * @param level 0 present, 1 every hash, 2 every row, 3 restored into a scratch database
 * @param release of the build that looked
 * @param ok whether the archive is what it should be; that somebody could not look is no result
 * @param finding one sentence without a table's name when the archive is encrypted; empty when ok
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Verification(int level, Instant at, String release, boolean ok, String finding) {
    private static final int HIGHEST_LEVEL = 3;

    public Verification {
        if (level < 0 || level > HIGHEST_LEVEL) {
            throw new IllegalArgumentException("level " + level);
        }
        Objects.requireNonNull(at, "when");
        Objects.requireNonNull(finding, "what");
    }

    /** The archive is what it should be. */
    public static Verification passed(int level, Instant at, String release) {
        return new Verification(level, at, release, true, "");
    }

    public static Verification failed(int level, Instant at, String release, String finding) {
        return new Verification(level, at, release, false, finding);
    }
}
