package dev.colophon.observe;

import dev.colophon.observe.metric.Gauge;
import dev.colophon.observe.metric.Meters;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** What the metrics tell of the whole instance: its build, its start, and what the probes say. */
final class InstanceMetrics {
    private final Gauge startDuration;
    private final Gauge step;
    private final Gauge stepDuration;

    InstanceMetrics(Meters meters, BuildInfo build) {
        meters.gauge(
                        "colophon_build_info",
                        "The running build: 1, with its version and commit as labels.",
                        "version",
                        "commit")
                .set(1, build.version(), build.commit());
        startDuration = meters.gauge(
                "colophon_start_duration_seconds", "Time from the start of the JVM until it was ready, in seconds.");
        step = meters.gauge(
                "colophon_boot_step",
                "Steps of this start that are over: 1, with the outcome as label.",
                "step",
                "outcome");
        stepDuration = meters.gauge(
                "colophon_boot_step_duration_seconds", "How long a step of this start took, in seconds.", "step");
    }

    /** One step of the start is over. */
    void stepFinished(BootStep finished) {
        step.set(1, finished.name(), finished.outcomeLabel());
        stepDuration.set(finished.seconds(), finished.name());
    }

    /** The start is complete. */
    void started(double seconds) {
        startDuration.set(seconds);
    }

    /** Shows what the probes show. */
    static void watchHealth(
            Meters meters, BooleanSupplier started, BooleanSupplier ready, IntSupplier standingWarnings) {
        meters.gauge("colophon_started", "Whether the start is complete: 1 yes, 0 no.")
                .watch(() -> started.getAsBoolean() ? 1 : 0);
        meters.gauge("colophon_ready", "Whether this instance wants requests: 1 yes, 0 no (reasons in /health).")
                .watch(() -> ready.getAsBoolean() ? 1 : 0);
        meters.gauge("colophon_warnings", "Warnings that still stand; their texts are in /health.")
                .watch(standingWarnings::getAsInt);
    }
}
