package dev.colophon.feed;

import dev.colophon.observe.metric.Gauge;
import dev.colophon.observe.metric.Meters;
import java.util.function.IntSupplier;

/** The metrics of the feed. */
public final class FeedMetrics {
    private final Gauge streams;

    public FeedMetrics(Meters meters) {
        streams = meters.gauge("colophon_feed_streams", "Open pages of the feed that wait for news at this moment.");
    }

    /** Shows how many streams are open. */
    public void watch(IntSupplier openStreams) {
        streams.watch(openStreams::getAsInt);
    }
}
