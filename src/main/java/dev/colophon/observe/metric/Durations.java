package dev.colophon.observe.metric;

import java.util.concurrent.atomic.LongAdder;

/**
 * Durations counted into buckets. Recording takes two additions and no lock, for it happens at
 * every request and every statement.
 */
public final class Durations implements Series {
    private static final double NANOSECONDS = 1e9;

    private final long[] boundsNanoseconds;
    private final String[] boundsSeconds;
    private final LongAdder[] counts;
    private final LongAdder sumNanoseconds = new LongAdder();

    /**
     * @param boundsSeconds ascending; what is longer than the last one counts as infinite
     */
    Durations(double... boundsSeconds) {
        this.boundsNanoseconds = new long[boundsSeconds.length];
        this.boundsSeconds = new String[boundsSeconds.length + 1];
        this.counts = new LongAdder[boundsSeconds.length + 1];
        for (int index = 0; index < boundsSeconds.length; index++) {
            boundsNanoseconds[index] = Math.round(boundsSeconds[index] * NANOSECONDS);
            this.boundsSeconds[index] = TextFormat.number(boundsSeconds[index]);
            counts[index] = new LongAdder();
        }
        this.boundsSeconds[boundsSeconds.length] = "+Inf";
        counts[boundsSeconds.length] = new LongAdder();
    }

    /** One more of them. */
    public void record(long nanoseconds) {
        int index = 0;
        while (index < boundsNanoseconds.length && nanoseconds > boundsNanoseconds[index]) {
            index++;
        }
        counts[index].increment();
        sumNanoseconds.add(nanoseconds);
    }

    @Override
    public void write(StringBuilder out, String name, String labels) {
        String prefix = name + "_bucket{" + (labels.isEmpty() ? "" : labels + ",") + "le=\"";
        long count = 0;
        for (int index = 0; index < counts.length; index++) {
            count += counts[index].sum();
            out.append(prefix).append(boundsSeconds[index]).append("\"} ").append(count);
            out.append('\n');
        }
        TextFormat.sample(out, name + "_sum", labels, sumNanoseconds.sum() / NANOSECONDS);
        TextFormat.sample(out, name + "_count", labels, count);
    }
}
