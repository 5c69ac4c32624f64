package dev.colophon.transfer.export;

import dev.colophon.observe.metric.Counter;
import dev.colophon.observe.metric.Histogram;
import dev.colophon.observe.metric.Meters;
import java.util.Locale;

/** The metrics of exports. */
final class ExportMetrics {
    private static final double[] BOUNDS_SECONDS = {0.1, 0.5, 1, 5, 10, 60, 300, 1_800};

    private final Counter exports;
    private final Counter bytes;
    private final Histogram durations;

    /** What became of an export. */
    enum Outcome {
        DONE,
        /** Books were merged meanwhile, or files or the database could not be read. */
        REFUSED,
        /** The client is gone, or the file cannot be written. */
        BROKEN_OFF,
        /** A fault of the program. */
        FAILED
    }

    ExportMetrics(Meters meters) {
        exports = meters.counter(
                "colophon_exports_total", "Exports that have ended, by format and outcome.", "format", "outcome");
        bytes = meters.counter(
                "colophon_export_bytes_total", "Bytes of exports that were written, whole or not.", "format");
        durations = meters.histogram(
                "colophon_export_duration_seconds",
                "Seconds that exports took which were written to their end.",
                BOUNDS_SECONDS,
                "format");
        for (ExportFormat format : ExportFormat.values()) {
            exports.with(format.label(), label(Outcome.DONE));
            bytes.with(format.label());
            durations.with(format.label());
        }
    }

    void ended(ExportFormat format, Outcome outcome, long written, long nanoseconds) {
        exports.with(format.label(), label(outcome)).increment();
        bytes.with(format.label()).add(written);
        if (outcome == Outcome.DONE) {
            durations.with(format.label()).record(nanoseconds);
        }
    }

    private static String label(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
