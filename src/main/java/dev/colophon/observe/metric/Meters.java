package dev.colophon.observe.metric;

import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The meters of one instance, independent of any other in the same JVM. Each room declares its own
 * in one class, such as {@code ServerMetrics}, and reports to them. All methods may be called by any
 * thread.
 *
 * <p>Why not Helidon's registry, in 4.5.0: it costs 170 ms of the start and 16 MiB, is shared by the
 * whole JVM, counts whole seconds only and spells the bounds of buckets otherwise ({@code 5.0E-4}),
 * which breaks queries by bound. HelidonMetricsTest fails when one of these is mended.
 */
public final class Meters {
    private static final int USUAL_LENGTH = 32_768;

    private final ConcurrentNavigableMap<String, Meter<?>> all = new ConcurrentSkipListMap<>();

    /**
     * Declares a counter.
     *
     * @param name ends in {@code _total}
     * @param help one sentence, which names the unit and has no quote
     * @throws IllegalStateException when the name is taken
     */
    public Counter counter(String name, String help, String... labelNames) {
        return keep(new Counter(name, help, labelNames));
    }

    /**
     * Declares a gauge.
     *
     * @param help one sentence, which names the unit and has no quote
     * @throws IllegalStateException when the name is taken
     */
    public Gauge gauge(String name, String help, String... labelNames) {
        return keep(new Gauge(name, help, labelNames));
    }

    /**
     * Declares a histogram of durations.
     *
     * @param name ends in {@code _seconds}
     * @param help one sentence, which names the unit and has no quote
     * @param boundsSeconds ascending; what is longer than the last one counts as infinite
     * @throws IllegalStateException when the name is taken
     */
    public Histogram histogram(String name, String help, double[] boundsSeconds, String... labelNames) {
        return keep(new Histogram(name, help, boundsSeconds, labelNames));
    }

    /** All of them in Prometheus' text format 0.0.4. */
    public String text() {
        return text(Exposition.TEXT);
    }

    public String text(Exposition exposition) {
        var out = new StringBuilder(USUAL_LENGTH);
        all.values().forEach(meter -> meter.write(out, exposition));
        return out.append(exposition.end()).toString();
    }

    private <M extends Meter<?>> M keep(M meter) {
        if (all.putIfAbsent(meter.name(), meter) != null) {
            throw new IllegalStateException(meter.name() + " is declared already");
        }
        return meter;
    }
}
