package dev.colophon.observe.metric;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/**
 * A named metric and its series, written as Prometheus reads them. Why not Helidon's registry, in
 * 4.5.0: it costs 170 ms of the start and 16 MiB, is shared by the whole JVM, counts whole seconds
 * only and spells the bounds of buckets otherwise ({@code 5.0E-4}), which breaks queries by bound.
 * HelidonMetricsTest fails when one of these is mended.
 */
public final class Metric {
    /** What a metric's value means to Prometheus. */
    enum Type {
        COUNTER,
        GAUGE,
        HISTOGRAM
    }

    private final String name;
    private final Type type;
    private final String help;
    private final String[] labelNames;
    private final Map<String, Series> series = new ConcurrentSkipListMap<>();

    Metric(Type type, String name, String help, String... labelNames) {
        this.type = type;
        this.name = name;
        this.help = help;
        this.labelNames = labelNames;
    }

    /** The counter with these label values, which begins at nought. */
    LongAdder counter(String... labelValues) {
        var count = (Count) series.computeIfAbsent(labels(labelValues), none -> new Count());
        return count.adder;
    }

    Histogram histogram(double[] boundsSeconds, String... labelValues) {
        return (Histogram) series.computeIfAbsent(labels(labelValues), none -> new Histogram(boundsSeconds));
    }

    /**
     * Asks for the value at each scrape; a supplier that fails or gives NaN has no sample, so that
     * one broken source does not hide the others.
     */
    void watch(DoubleSupplier value, String... labelValues) {
        series.put(labels(labelValues), new Watched(value));
    }

    /** Replaces every series of this metric by the one given. */
    void replaceAll(DoubleSupplier value, String... labelValues) {
        series.clear();
        watch(value, labelValues);
    }

    void write(StringBuilder out, Exposition exposition) {
        var samples = new StringBuilder();
        series.forEach((labels, value) -> value.write(samples, name, labels));
        if (!samples.isEmpty()) {
            String kind = type.name().toLowerCase(Locale.ROOT);
            String family = exposition.family(name);
            out.append("# HELP ")
                    .append(family)
                    .append(' ')
                    .append(escape(help))
                    .append('\n');
            out.append("# TYPE ").append(family).append(' ').append(kind).append('\n');
            out.append(samples);
        }
    }

    static void sample(StringBuilder out, String name, String labels, double value) {
        out.append(name);
        if (!labels.isEmpty()) {
            out.append('{').append(labels).append('}');
        }
        out.append(' ').append(text(value)).append('\n');
    }

    /** A number without exponent, and without a fraction when it has none. */
    static String text(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        if (value == Math.rint(value) && Math.abs(value) < Long.MAX_VALUE) {
            return Long.toString((long) value);
        }
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private String labels(String... values) {
        if (values.length != labelNames.length) {
            throw new IllegalArgumentException(name + " has " + labelNames.length + " labels");
        }
        var text = new StringBuilder();
        for (int index = 0; index < values.length; index++) {
            text.append(index == 0 ? "" : ",").append(labelNames[index]).append("=\"");
            text.append(escape(values[index]).replace("\"", "\\\"")).append('"');
        }
        return text.toString();
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static final class Count implements Series {
        private final LongAdder adder = new LongAdder();

        @Override
        public void write(StringBuilder out, String name, String labels) {
            sample(out, name, labels, adder.sum());
        }
    }

    private record Watched(DoubleSupplier value) implements Series {
        @Override
        public void write(StringBuilder out, String name, String labels) {
            double now;
            try {
                now = value.getAsDouble();
            } catch (RuntimeException unknown) {
                return;
            }
            if (!Double.isNaN(now)) {
                sample(out, name, labels, now);
            }
        }
    }
}
