package dev.colophon.boot;

import dev.colophon.observe.metric.Gauge;
import dev.colophon.observe.metric.Meters;

/** The metrics of the settings for an emergency. */
final class BootMetrics {
    private final Gauge strict;
    private final Gauge emergency;

    BootMetrics(Meters meters) {
        strict = meters.gauge(
                "colophon_migrations_strict", "MIGRATIONS_STRICT: 1 strict, 0 emergency (failures became warnings).");
        emergency = meters.gauge(
                "colophon_emergency_info",
                "1 while MIGRATIONS_STRICT=0 or SCHEMA_GATE_OVERRIDE=1, with that setting and"
                        + " MIGRATIONS_EMERGENCY_REASON as labels.",
                "setting",
                "reason");
    }

    /** Whether MIGRATIONS_STRICT is 1. */
    void strict(boolean isStrict) {
        strict.set(isStrict ? 1 : 0);
    }

    /** The setting lets this instance go on where it would stop; an empty reason was not given. */
    void emergency(String setting, String reason) {
        emergency.set(1, setting, reason);
    }
}
