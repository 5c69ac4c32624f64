package dev.colophon.observe.metric;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Every metric of the program: its name, labels and help text stand here and nowhere else. Rooms
 * report events by the methods; figures that somebody else keeps are watched and read at each
 * scrape. All methods may be called by any thread.
 */
public final class Metrics {
    /** The verdicts of the schema gate, as the metric spells them. */
    public static final List<String> VERDICTS =
            List.of("behind", "equal", "ahead_compatible", "ahead_incompatible", "failed");

    private static final double[] REQUEST_BUCKETS = {
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60
    };
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final Meters meters;
    private final Gauge schemaLevel;
    private final Gauge schemaNeeded;
    private final Gauge schemaMinimumReader;
    private final Gauge schemaVerdict;
    private final Gauge pending;
    private final Gauge strict;
    private final Gauge emergency;
    private final Gauge lastExitCode;
    private final Gauge migrationRunningSince;
    private final Gauge migrationSuccess;
    private final Histogram requests;
    private final Counter refusals;
    private final Gauge connections;
    private final Gauge requestsRunning;
    private final Counter importRows;
    private final Counter logins;

    private record RequestKey(String method, String route, int status) {}

    private final ConcurrentHashMap<RequestKey, Durations> requestTimers = new ConcurrentHashMap<>();

    /** Creates metrics of their own, independent of any other instance in the same JVM. */
    public Metrics() {
        this(new Meters());
    }

    /** Creates metrics that these meters show. */
    public Metrics(Meters meters) {
        this.meters = meters;
        schemaLevel = meters.gauge("colophon_schema_level", "Number of the newest migration that is applied.");
        schemaNeeded = meters.gauge("colophon_schema_needed_level", "Number of the newest migration of this build.");
        schemaMinimumReader = meters.gauge(
                "colophon_schema_minimum_reader", "The lowest needed level that still works on this schema.");
        schemaVerdict = meters.gauge(
                "colophon_schema_verdict",
                "How this build fits the schema: 1 at the verdict that holds, 0 at others.",
                "verdict");
        pending = meters.gauge("colophon_migrations_pending", "Migrations of this build not yet applied.");
        strict = meters.gauge(
                "colophon_migrations_strict", "MIGRATIONS_STRICT: 1 strict, 0 emergency (failures became warnings).");
        emergency = meters.gauge(
                "colophon_emergency_info",
                "1 while MIGRATIONS_STRICT=0 or SCHEMA_GATE_OVERRIDE=1, with that setting and"
                        + " MIGRATIONS_EMERGENCY_REASON as labels.",
                "setting",
                "reason");
        lastExitCode = meters.gauge(
                "colophon_migration_last_exit_code",
                "Exit code of the last attempt of migrating that ended, 0 is success.");
        migrationRunningSince = meters.gauge(
                "colophon_migration_running_since_timestamp_seconds",
                "Start of the attempt of migrating that has not ended (a killed one never"
                        + " does), in seconds since 1970.");
        migrationSuccess = meters.gauge(
                "colophon_migration_last_success_timestamp_seconds",
                "When migrating last ended well, in seconds since 1970.");
        requests = meters.histogram(
                "http_server_requests_seconds",
                "Time from a request's headers to the end of its answer, in seconds.",
                REQUEST_BUCKETS,
                "method",
                "route",
                "status");
        refusals = meters.counter(
                "colophon_requests_refused_total", "Requests turned away before any handler, by reason.", "reason");
        connections = meters.gauge("colophon_http_connections", "Open client connections of the main port.");
        requestsRunning = meters.gauge("colophon_http_requests_running", "Requests being handled at this moment.");
        importRows = meters.counter("colophon_import_rows_total", "Imported rows by their outcome.", "outcome");
        logins = meters.counter("colophon_logins_total", "Attempts to sign in by their outcome.", "outcome");
        for (RefusedRequest reason : RefusedRequest.values()) {
            refusals.with(reason.label());
        }
    }

    /**
     * One request has been answered.
     *
     * @param route the route's template, never the path, so that the number of series is bounded
     */
    public void requestFinished(String method, String route, int status, long nanoseconds) {
        String known = METHODS.contains(method) ? method : "other";
        var key = new RequestKey(known, route, status);
        Durations timer = requestTimers.get(key);
        if (timer == null) {
            String[] labels = {known, route, Integer.toString(status)};
            timer = requests.with(labels);
            requestTimers.put(key, timer);
        }
        timer.record(nanoseconds);
    }

    /** One request was turned away before any handler saw it. */
    public void requestRefused(RefusedRequest reason) {
        refusals.with(reason.label()).increment();
    }

    /**
     * Rows of an import have been dealt with.
     *
     * @param outcome one of a few words, such as {@code created}
     */
    public void rowsImported(String outcome, long rows) {
        importRows.with(outcome).add(rows);
    }

    /**
     * Somebody tried to sign in.
     *
     * @param outcome one of a few words, such as {@code success}
     */
    public void loginFinished(String outcome) {
        logins.with(outcome).increment();
    }

    /** Whether MIGRATIONS_STRICT is 1. */
    public void describeStrictness(boolean isStrict) {
        strict.watch(() -> isStrict ? 1 : 0);
    }

    /** The setting lets this instance go on where it would stop; an empty reason was not given. */
    public void describeEmergency(String setting, String reason) {
        emergency.watch(() -> 1, setting, reason);
    }

    /** Shows what the schema gate last saw; the supplier must not ask the database. */
    public void watchSchema(Supplier<SchemaFigures> figures) {
        watch(schemaLevel, figures, SchemaFigures::level);
        watch(schemaNeeded, figures, SchemaFigures::needed);
        watch(schemaMinimumReader, figures, SchemaFigures::minimumReader);
        watch(pending, figures, SchemaFigures::pending);
        watch(lastExitCode, figures, schema -> number(schema.lastExitCode()));
        watch(migrationRunningSince, figures, schema -> seconds(schema.runningSince()));
        watch(migrationSuccess, figures, schema -> seconds(schema.lastSuccess()));
        for (String verdict : VERDICTS) {
            schemaVerdict.watch(() -> figures.get().verdict().equals(verdict) ? 1 : 0, verdict);
        }
    }

    /** Shows how many connections are open and how many requests run. */
    public void watchServer(DoubleSupplier openConnections, DoubleSupplier runningRequests) {
        connections.watch(openConnections);
        requestsRunning.watch(runningRequests);
    }

    /** All metrics in Prometheus' text format 0.0.4. */
    public String text() {
        return text(Exposition.TEXT);
    }

    public String text(Exposition exposition) {
        return meters.text(exposition);
    }

    private static double number(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : Double.NaN;
    }

    private static double seconds(Optional<Instant> instant) {
        return instant.map(it -> it.toEpochMilli() / 1e3).orElse(Double.NaN);
    }

    private static <T> void watch(Gauge metric, Supplier<T> figures, ToDoubleFunction<? super T> figure) {
        metric.watch(() -> figure.applyAsDouble(figures.get()));
    }
}
