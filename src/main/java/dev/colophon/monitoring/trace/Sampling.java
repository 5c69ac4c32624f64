package dev.colophon.monitoring.trace;

import java.util.Locale;

/** Which requests are traced, as OpenTelemetry names it; those based on a parent do as a trusted proxy decided. */
public enum Sampling {
    ALWAYS_ON,
    ALWAYS_OFF,
    TRACEIDRATIO,
    PARENTBASED_ALWAYS_ON,
    PARENTBASED_ALWAYS_OFF,
    PARENTBASED_TRACEIDRATIO;

    /** Whether it takes a share. */
    boolean isShare() {
        return this == TRACEIDRATIO || this == PARENTBASED_TRACEIDRATIO;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
