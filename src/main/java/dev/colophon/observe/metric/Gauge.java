package dev.colophon.observe.metric;

import java.util.function.DoubleSupplier;

/** Values that rise and fall, one for each combination of label values. */
public final class Gauge extends Meter<Watched> {
    Gauge(String name, String help, String... labelNames) {
        super("gauge", name, help, labelNames);
    }

    /**
     * Asks for the value at each scrape, so it must not wait for anything; a supplier that fails or
     * gives NaN has no sample.
     */
    public void watch(DoubleSupplier value, String... labelValues) {
        replace(new Watched(value), labelValues);
    }

    /** Shows this value until another one is set. */
    public void set(double value, String... labelValues) {
        watch(() -> value, labelValues);
    }
}
