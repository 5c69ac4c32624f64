package dev.colophon.lookup.http;

import dev.colophon.lookup.port.Provider;
import dev.colophon.observe.metric.Counter;
import dev.colophon.observe.metric.Gauge;
import dev.colophon.observe.metric.Histogram;
import dev.colophon.observe.metric.Meters;
import java.util.Locale;

/** The metrics of look-ups. */
public final class LookupMetrics {
    private static final double[] BOUNDS_SECONDS = {0.1, 0.25, 0.5, 1, 2.5, 5, 10};

    private final Counter requests;
    private final Histogram durations;
    private final Counter cache;
    private final Counter covers;
    private final Gauge breakers;

    /** What became of asking the cache. */
    public enum Cached {
        /** It had the answer. */
        HIT,
        /** The provider was asked. */
        MISS
    }

    /** What became of a cover. */
    public enum Cover {
        STORED,
        /** The provider has none, or what it gave is no picture. */
        NONE,
        FAILED,
        /** Too many were waiting already. */
        DROPPED
    }

    public LookupMetrics(Meters meters) {
        requests = meters.counter(
                "colophon_lookup_requests_total",
                "Requests to providers of book data by their outcome.",
                "provider",
                "outcome");
        durations = meters.histogram(
                "colophon_lookup_request_duration_seconds",
                "Seconds that requests to providers of book data took.",
                BOUNDS_SECONDS,
                "provider");
        cache = meters.counter(
                "colophon_lookup_cache_total",
                "Look-ups by whether the answer was kept already.",
                "provider",
                "result");
        covers = meters.counter(
                "colophon_lookup_covers_total", "Covers of books that were added, by their outcome.", "outcome");
        breakers = meters.gauge(
                "colophon_lookup_breaker_open", "1 while a provider that failed is left alone, else 0.", "provider");
    }

    /** Shows whether a provider is left alone, and from the beginning what may be counted of it. */
    public void watch(Provider provider, Breaker breaker) {
        requests.with(provider.wire(), "ok");
        durations.with(provider.wire());
        for (Cached result : Cached.values()) {
            cache.with(provider.wire(), label(result));
        }
        breakers.watch(() -> breaker.isOpen() ? 1 : 0, provider.wire());
    }

    /**
     * @param outcome such as {@code ok} or the reason of a failure
     */
    void requested(Provider provider, String outcome, long nanoseconds) {
        requests.with(provider.wire(), outcome).increment();
        durations.with(provider.wire()).record(nanoseconds);
    }

    public void cached(Provider provider, Cached result) {
        cache.with(provider.wire(), label(result)).increment();
    }

    public void cover(Cover outcome) {
        covers.with(label(outcome)).increment();
    }

    static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
