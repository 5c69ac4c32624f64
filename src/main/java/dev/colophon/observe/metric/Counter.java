package dev.colophon.observe.metric;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/** Counts that only grow, one for each combination of label values. */
public final class Counter extends Meter<Series> {
    private record Count(LongAdder adder) implements Series {
        @Override
        public void write(StringBuilder out, String name, String labels) {
            TextFormat.sample(out, name, labels, adder.sum());
        }
    }

    Counter(String name, String help, String... labelNames) {
        super("counter", name, help, labelNames);
    }

    /**
     * The count with these label values, which begins at nought and is shown from now on. Keep it
     * where events are frequent: finding it costs more than adding to it.
     */
    public LongAdder with(String... labelValues) {
        var count = (Count) series(() -> new Count(new LongAdder()), labelValues);
        return count.adder;
    }

    /** Shows a count that somebody else keeps; a supplier that fails or gives NaN has no sample. */
    public void watch(DoubleSupplier count, String... labelValues) {
        replace(new Watched(count), labelValues);
    }
}
