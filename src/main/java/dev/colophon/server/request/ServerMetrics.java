package dev.colophon.server.request;

import dev.colophon.observe.metric.Counter;
import dev.colophon.observe.metric.Durations;
import dev.colophon.observe.metric.Gauge;
import dev.colophon.observe.metric.Histogram;
import dev.colophon.observe.metric.Meters;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/** The metrics of the main port: its requests, its refusals and its connections. */
public final class ServerMetrics {
    private static final double[] BUCKETS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60
    };
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private record RequestKey(String method, String route, int status) {}

    private final Histogram requests;
    private final ConcurrentHashMap<RequestKey, Durations> timers = new ConcurrentHashMap<>();
    private final Map<RefusedRequest, LongAdder> refusals = new EnumMap<>(RefusedRequest.class);
    private final Gauge connections;
    private final Gauge running;

    /** Refusals are shown before the first one, so that rates can be computed. */
    public ServerMetrics(Meters meters) {
        requests = meters.histogram(
                "http_server_requests_seconds",
                "Time from a request's headers to the end of its answer, or until it waits for events, in seconds.",
                BUCKETS,
                "method",
                "route",
                "status");
        Counter refused = meters.counter(
                "colophon_requests_refused_total", "Requests turned away before any handler, by reason.", "reason");
        for (RefusedRequest reason : RefusedRequest.values()) {
            refusals.put(reason, refused.with(reason.label()));
        }
        connections = meters.gauge("colophon_http_connections", "Open client connections of the main port.");
        running = meters.gauge("colophon_http_requests_running", "Requests being handled at this moment.");
    }

    /**
     * One request has been answered.
     *
     * @param route the route's template, never the path, so that the number of series is bounded
     */
    void requestFinished(String method, String route, int status, long nanoseconds) {
        String known = METHODS.contains(method) ? method : "other";
        var key = new RequestKey(known, route, status);
        Durations timer = timers.get(key);
        if (timer == null) {
            timer = requests.with(known, route, Integer.toString(status));
            timers.put(key, timer);
        }
        timer.record(nanoseconds);
    }

    /** One request was turned away before any handler saw it. */
    void requestRefused(RefusedRequest reason) {
        Objects.requireNonNull(refusals.get(reason)).increment();
    }

    /** Shows how many connections are open and how many requests run. */
    public void watch(IntSupplier openConnections, IntSupplier runningRequests) {
        connections.watch(openConnections::getAsInt);
        running.watch(runningRequests::getAsInt);
    }
}
