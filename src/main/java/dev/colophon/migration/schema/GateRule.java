package dev.colophon.migration.schema;

/** What an instance does on a verdict: the decision table of the gate, without any I/O. */
enum GateRule {
    SERVE,
    SERVE_WITH_WARNING,
    /** Wait for whoever migrates; when the time runs out decide with {@link #afterWaiting}. */
    WAIT,
    REFUSE;

    /**
     * @param strict MIGRATIONS_STRICT
     * @param override SCHEMA_GATE_OVERRIDE; apart from strict on purpose, for serving on an
     *     incompatible schema can damage data and being late cannot
     */
    static GateRule starting(Verdict verdict, boolean strict, boolean override) {
        return switch (verdict) {
            case EQUAL, AHEAD_COMPATIBLE -> SERVE;
            case BEHIND -> WAIT;
            case AHEAD_INCOMPATIBLE -> override ? SERVE_WITH_WARNING : REFUSE;
            case FAILED -> strict ? REFUSE : SERVE_WITH_WARNING;
        };
    }

    /** The schema is still behind and SCHEMA_WAIT_SECONDS are over. */
    static GateRule afterWaiting(boolean strict) {
        return strict ? REFUSE : SERVE_WITH_WARNING;
    }

    /** REFUSE means: readiness off. A serving instance is stopped by nothing else. */
    static GateRule serving(Verdict verdict, boolean override) {
        return switch (verdict) {
            case EQUAL, AHEAD_COMPATIBLE -> SERVE;
            case BEHIND, FAILED -> SERVE_WITH_WARNING;
            case AHEAD_INCOMPATIBLE -> override ? SERVE_WITH_WARNING : REFUSE;
        };
    }
}
