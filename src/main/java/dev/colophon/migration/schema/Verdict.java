package dev.colophon.migration.schema;

import java.util.Locale;

/** How the schema in the database relates to what this build needs. */
public enum Verdict {
    BEHIND,
    EQUAL,
    AHEAD_COMPATIBLE,
    AHEAD_INCOMPATIBLE,
    FAILED;

    /**
     * @param needed the newest migration of this build
     * @param marked whether a migration that could not be transactional is marked failed; it counts
     *     only while the schema is behind, for later levels may have repaired it
     */
    static Verdict of(SchemaState state, int needed, boolean marked) {
        if (state.level() == needed) {
            return EQUAL;
        }
        if (state.level() > needed) {
            return needed < state.minimumReader() ? AHEAD_INCOMPATIBLE : AHEAD_COMPATIBLE;
        }
        return marked ? FAILED : BEHIND;
    }

    /** The value of the metric's tag, such as {@code ahead_compatible}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
