package dev.colophon.observe.metric;

import dev.colophon.observe.BuildInfo;
import dev.colophon.observe.metric.Metric.Type;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
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
    private static final double[] STATEMENT_BUCKETS = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 1, 5, 30};
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final List<Metric> all = new ArrayList<>();

    private final Metric buildInfo = gauge(
            "colophon_build_info", "The running build: 1, with its version and commit as labels.", "version", "commit");
    private final Metric started = gauge("colophon_started", "Whether the start is complete: 1 yes, 0 no.");
    private final Metric ready =
            gauge("colophon_ready", "Whether this instance wants requests: 1 yes, 0 no (reasons in /health).");
    private final Metric warnings =
            gauge("colophon_warnings", "Warnings that still stand; their texts are in /health.");

    private final Metric startDuration =
            gauge("colophon_start_duration_seconds", "Time from the start of the JVM until it was ready, in seconds.");
    private final Metric bootStep = gauge(
            "colophon_boot_step",
            "Steps of this start that are over: 1, with the outcome as label.",
            "step",
            "outcome");
    private final Metric bootStepDuration =
            gauge("colophon_boot_step_duration_seconds", "How long a step of this start took, in seconds.", "step");

    private final Metric schemaLevel =
            gauge("colophon_schema_level", "Number of the newest migration that is applied.");
    private final Metric schemaNeeded =
            gauge("colophon_schema_needed_level", "Number of the newest migration of this build.");
    private final Metric schemaMinimumReader =
            gauge("colophon_schema_minimum_reader", "The lowest needed level that still works on this schema.");
    private final Metric schemaVerdict = gauge(
            "colophon_schema_verdict",
            "How this build fits the schema: 1 at the verdict that holds, 0 at others.",
            "verdict");
    private final Metric pending = gauge("colophon_migrations_pending", "Migrations of this build not yet applied.");
    private final Metric strict =
            gauge("colophon_migrations_strict", "MIGRATIONS_STRICT: 1 strict, 0 emergency (failures became warnings).");
    private final Metric emergency = gauge(
            "colophon_emergency_info",
            "1 while MIGRATIONS_STRICT=0 or SCHEMA_GATE_OVERRIDE=1, with that setting and"
                    + " MIGRATIONS_EMERGENCY_REASON as labels.",
            "setting",
            "reason");
    private final Metric lastExitCode = gauge(
            "colophon_migration_last_exit_code",
            "Exit code of the last attempt of migrating that ended, 0 is success.");
    private final Metric migrationRunningSince = gauge(
            "colophon_migration_running_since_timestamp_seconds",
            "Start of the attempt of migrating that has not ended (a killed one never"
                    + " does), in seconds since 1970.");
    private final Metric migrationSuccess = gauge(
            "colophon_migration_last_success_timestamp_seconds",
            "When migrating last ended well, in seconds since 1970.");

    private final Metric requests = histogram(
            "http_server_requests_seconds",
            "Time from a request's headers to the end of its answer, in seconds.",
            "method",
            "route",
            "status");
    private final Metric refusals =
            counter("colophon_requests_refused_total", "Requests turned away before any handler, by reason.", "reason");
    private final Metric connections = gauge("colophon_http_connections", "Open client connections of the main port.");
    private final Metric requestsRunning =
            gauge("colophon_http_requests_running", "Requests being handled at this moment.");

    private final Metric statements = histogram(
            "colophon_db_statement_seconds",
            "Time of one SQL statement by its name, fetching included, in seconds.",
            "statement");
    private final Metric poolActive =
            gauge("colophon_db_pool_active_connections", "Database connections in use.", "pool");
    private final Metric poolIdle =
            gauge("colophon_db_pool_idle_connections", "Database connections open and free.", "pool");
    private final Metric poolMaximum =
            gauge("colophon_db_pool_max_connections", "The most database connections allowed.", "pool");
    private final Metric poolWaiting = gauge("colophon_db_pool_waiting", "Callers waiting for a connection.", "pool");
    private final Metric databaseUp =
            gauge("colophon_db_up", "Whether the last probe reached the database: 1 yes, 0 no.");
    private final Metric databaseSize =
            gauge("colophon_database_size_bytes", "Size of the database on its disk, in bytes.");

    private final Metric volumeFree = gauge(
            "colophon_data_volume_free_bytes", "Room left for this user on the volume of the SQLite file, in bytes.");
    private final Metric volumeSize =
            gauge("colophon_data_volume_size_bytes", "Size of the volume of the SQLite file, in bytes.");

    private final Metric importRows =
            counter("colophon_import_rows_total", "Imported rows by their outcome.", "outcome");
    private final Metric logins = counter("colophon_logins_total", "Attempts to sign in by their outcome.", "outcome");

    private final RuntimeMetrics runtime = new RuntimeMetrics();

    private record RequestKey(String method, String route, int status) {}

    private final ConcurrentHashMap<RequestKey, Histogram> requestTimers = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Histogram> statementTimers = new ConcurrentHashMap<>();

    /** Creates metrics of their own, independent of any other instance in the same JVM. */
    public Metrics() {
        for (RefusedRequest reason : RefusedRequest.values()) {
            refusals.counter(reason.label());
        }
    }

    /** One SQL statement has run, well or not. */
    public void statementFinished(String statement, long nanoseconds) {
        Histogram timer = statementTimers.get(statement);
        if (timer == null) {
            timer = statements.histogram(STATEMENT_BUCKETS, statement);
            statementTimers.put(statement, timer);
        }
        timer.record(nanoseconds);
    }

    /**
     * One request has been answered.
     *
     * @param route the route's template, never the path, so that the number of series is bounded
     */
    public void requestFinished(String method, String route, int status, long nanoseconds) {
        String known = METHODS.contains(method) ? method : "other";
        var key = new RequestKey(known, route, status);
        Histogram timer = requestTimers.get(key);
        if (timer == null) {
            String[] labels = {known, route, Integer.toString(status)};
            timer = requests.histogram(REQUEST_BUCKETS, labels);
            requestTimers.put(key, timer);
        }
        timer.record(nanoseconds);
    }

    /** One request was turned away before any handler saw it. */
    public void requestRefused(RefusedRequest reason) {
        refusals.counter(reason.label()).increment();
    }

    /**
     * Rows of an import have been dealt with.
     *
     * @param outcome one of a few words, such as {@code created}
     */
    public void rowsImported(String outcome, long rows) {
        importRows.counter(outcome).add(rows);
    }

    /**
     * Somebody tried to sign in.
     *
     * @param outcome one of a few words, such as {@code success}
     */
    public void loginFinished(String outcome) {
        logins.counter(outcome).increment();
    }

    /** One step of the start is over. */
    public void bootStepFinished(String step, String outcome, double seconds) {
        bootStep.watch(() -> 1, step, outcome);
        bootStepDuration.watch(() -> seconds, step);
    }

    /** The start is complete. */
    public void started(double seconds) {
        startDuration.watch(() -> seconds);
    }

    /** Names the build that is running. */
    public void describeBuild(BuildInfo build) {
        buildInfo.replaceAll(() -> 1, build.version(), build.commit());
    }

    /** Whether MIGRATIONS_STRICT is 1. */
    public void describeStrictness(boolean isStrict) {
        strict.watch(() -> isStrict ? 1 : 0);
    }

    /** The setting lets this instance go on where it would stop; an empty reason was not given. */
    public void describeEmergency(String setting, String reason) {
        emergency.watch(() -> 1, setting, reason);
    }

    /** Shows what the probes show. */
    public void watchHealth(DoubleSupplier isStarted, DoubleSupplier isReady, DoubleSupplier standing) {
        started.watch(isStarted);
        ready.watch(isReady);
        warnings.watch(standing);
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

    /** Shows one pool; the supplier must not wait for a connection. */
    public void watchPool(String pool, Supplier<PoolFigures> figures) {
        poolActive.watch(() -> figures.get().active(), pool);
        poolIdle.watch(() -> figures.get().idle(), pool);
        poolMaximum.watch(() -> figures.get().maximum(), pool);
        poolWaiting.watch(() -> figures.get().waiting(), pool);
    }

    /** Shows whether the database answers; the supplier must not ask it. */
    public void watchDatabase(BooleanSupplier reachable) {
        databaseUp.watch(() -> reachable.getAsBoolean() ? 1 : 0);
    }

    /** The database had this size when it was last asked. */
    public void databaseSize(long bytes) {
        databaseSize.watch(() -> bytes);
    }

    /** Shows the room on the volume that this file is on; nothing when it cannot be asked. */
    public void watchDataVolume(Path file) {
        DoubleSupplier size = () -> positive(file.toFile().getTotalSpace());
        volumeSize.watch(size);
        volumeFree.watch(() -> Math.min(file.toFile().getUsableSpace(), size.getAsDouble()));
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
        var out = new StringBuilder(32_768);
        for (Metric metric : all) {
            metric.write(out, exposition);
        }
        runtime.write(out, exposition);
        return out.append(exposition.end()).toString();
    }

    private static double positive(long value) {
        return value > 0 ? value : Double.NaN;
    }

    private static double number(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : Double.NaN;
    }

    private static double seconds(Optional<Instant> instant) {
        return instant.map(it -> it.toEpochMilli() / 1e3).orElse(Double.NaN);
    }

    private static <T> void watch(Metric metric, Supplier<T> figures, ToDoubleFunction<? super T> figure) {
        metric.watch(() -> figure.applyAsDouble(figures.get()));
    }

    private Metric counter(String name, String help, String... labels) {
        return keep(new Metric(Type.COUNTER, name, help, labels));
    }

    private Metric gauge(String name, String help, String... labels) {
        return keep(new Metric(Type.GAUGE, name, help, labels));
    }

    private Metric histogram(String name, String help, String... labels) {
        return keep(new Metric(Type.HISTOGRAM, name, help, labels));
    }

    private Metric keep(Metric metric) {
        all.add(metric);
        return metric;
    }
}
