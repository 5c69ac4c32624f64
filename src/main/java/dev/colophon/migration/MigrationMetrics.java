package dev.colophon.migration;

import dev.colophon.migration.schema.SchemaStatus;
import dev.colophon.migration.schema.Verdict;
import dev.colophon.observe.metric.Gauge;
import dev.colophon.observe.metric.Meters;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The metrics of the schema and of migrating it, as this instance last saw them. */
public final class MigrationMetrics {
    private final Meters meters;
    private final Supplier<SchemaStatus> seen;

    private MigrationMetrics(Meters meters, Supplier<SchemaStatus> seen) {
        this.meters = meters;
        this.seen = seen;
    }

    /** Shows what the schema gate last saw; the supplier must not ask the database. */
    public static void watch(Meters meters, Supplier<SchemaStatus> seen) {
        var metrics = new MigrationMetrics(meters, seen);
        metrics.watchSchema();
        metrics.watchVerdict();
        metrics.watchAttempts();
    }

    private void watchSchema() {
        gauge("colophon_schema_level", "Number of the newest migration that is applied.", SchemaStatus::level);
        gauge("colophon_schema_needed_level", "Number of the newest migration of this build.", SchemaStatus::needed);
        gauge(
                "colophon_schema_minimum_reader",
                "The lowest needed level that still works on this schema.",
                SchemaStatus::minimumReader);
        gauge("colophon_migrations_pending", "Migrations of this build not yet applied.", SchemaStatus::pending);
    }

    private void watchVerdict() {
        Gauge verdicts = meters.gauge(
                "colophon_schema_verdict",
                "How this build fits the schema: 1 at the verdict that holds, 0 at others.",
                "verdict");
        for (Verdict verdict : Verdict.values()) {
            verdicts.watch(() -> seen.get().verdict() == verdict ? 1 : 0, verdict.label());
        }
    }

    private void watchAttempts() {
        gauge(
                "colophon_migration_last_exit_code",
                "Exit code of the last attempt of migrating that ended, 0 is success.",
                status -> number(status.lastExitCode()));
        gauge(
                "colophon_migration_running_since_timestamp_seconds",
                "Start of the attempt of migrating that has not ended (a killed one never"
                        + " does), in seconds since 1970.",
                status -> seconds(status.runningSince()));
        gauge(
                "colophon_migration_last_success_timestamp_seconds",
                "When migrating last ended well, in seconds since 1970.",
                status -> seconds(status.lastSuccess()));
    }

    private void gauge(String name, String help, ToDoubleFunction<SchemaStatus> figure) {
        meters.gauge(name, help).watch(() -> figure.applyAsDouble(seen.get()));
    }

    private static double number(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : Double.NaN;
    }

    private static double seconds(Optional<Instant> instant) {
        return instant.map(it -> it.toEpochMilli() / 1e3).orElse(Double.NaN);
    }
}
