package dev.colophon.observe.metric;

import java.util.function.DoubleSupplier;

/**
 * A value that is asked for at each scrape. One that fails or gives NaN has no sample, so that one
 * broken source does not hide the others.
 */
record Watched(DoubleSupplier value) implements Series {
    @Override
    public void write(StringBuilder out, String name, String labels) {
        double now;
        try {
            now = value.getAsDouble();
        } catch (RuntimeException unknown) {
            return;
        }
        if (!Double.isNaN(now)) {
            TextFormat.sample(out, name, labels, now);
        }
    }
}
