package dev.colophon.observe.metric;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/** A named metric with one series for each combination of label values; shown once it has one. */
abstract class Meter<S extends Series> {
    private final String type;
    private final String name;
    private final String help;
    private final String[] labelNames;
    private final Map<String, S> series = new ConcurrentSkipListMap<>();

    Meter(String type, String name, String help, String... labelNames) {
        this.type = type;
        this.name = name;
        this.help = help;
        this.labelNames = labelNames;
    }

    String name() {
        return name;
    }

    S series(Supplier<S> first, String... labelValues) {
        return series.computeIfAbsent(labels(labelValues), none -> first.get());
    }

    void replace(S replacement, String... labelValues) {
        series.put(labels(labelValues), replacement);
    }

    void write(StringBuilder out, Exposition exposition) {
        var samples = new StringBuilder();
        series.forEach((labels, value) -> value.write(samples, name, labels));
        if (!samples.isEmpty()) {
            String family = exposition.family(name);
            String text = TextFormat.escape(help);
            out.append("# HELP ").append(family).append(' ').append(text).append('\n');
            out.append("# TYPE ").append(family).append(' ').append(type).append('\n');
            out.append(samples);
        }
    }

    private String labels(String... values) {
        if (values.length != labelNames.length) {
            throw new IllegalArgumentException(name + " has " + labelNames.length + " labels");
        }
        return TextFormat.labels(labelNames, values);
    }
}
