package dev.colophon.observe.metric;

/** Durations in seconds, counted into buckets, for each combination of label values. */
public final class Histogram extends Meter<Durations> {
    private final double[] boundsSeconds;

    Histogram(String name, String help, double[] boundsSeconds, String... labelNames) {
        super("histogram", name, help, labelNames);
        this.boundsSeconds = boundsSeconds;
    }

    /** The durations with these label values. Keep them: finding them costs more than recording. */
    public Durations with(String... labelValues) {
        return series(() -> new Durations(boundsSeconds), labelValues);
    }
}
