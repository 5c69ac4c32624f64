package dev.colophon.media;

import dev.colophon.observe.metric.Counter;
import dev.colophon.observe.metric.Gauge;
import dev.colophon.observe.metric.Meters;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** The metrics of files. */
public final class MediaMetrics {
    private static final String QUOTA = "quota";
    private static final String TOO_LARGE = "too_large";
    private static final String UNAVAILABLE = "unavailable";
    private static final String CONTENT = "content";

    private final Gauge bytes;
    private final Gauge files;
    private final Gauge up;
    private final Gauge free;
    private final Gauge lastSweep;
    private final Counter swept;
    private final Counter received;
    private final Counter refused;

    public MediaMetrics(Meters meters) {
        bytes = meters.gauge("colophon_uploads_bytes", "Size of all stored files of readers, in bytes.");
        files = meters.gauge("colophon_uploads_files", "Number of stored files of readers, each content once.");
        up = meters.gauge("colophon_uploads_store_up", "1 when files could be stored at the last look, else 0.");
        free = meters.gauge(
                "colophon_uploads_free_bytes", "Room left for files of readers, in bytes, where that can be known.");
        lastSweep = meters.gauge(
                "colophon_uploads_last_sweep_timestamp_seconds",
                "When unused files were last removed, or when this instance began, in seconds since 1970.");
        swept = meters.counter("colophon_uploads_swept_total", "Files removed because nothing referred to them.");
        received = meters.counter("colophon_uploads_received_bytes_total", "Bytes of files that were stored.");
        refused = meters.counter(
                "colophon_uploads_refused_total", "Files that were not stored, by the reason.", "reason");
        swept.with();
        received.with();
        List.of(QUOTA, TOO_LARGE, UNAVAILABLE, CONTENT).forEach(refused::with);
    }

    void stored(BlobRows.Total total) {
        bytes.set(total.bytes());
        files.set(total.files());
    }

    void store(boolean isUp) {
        up.set(isUp ? 1 : 0);
    }

    void free(OptionalLong room) {
        room.ifPresent(free::set);
    }

    void sweptAt(Instant now) {
        lastSweep.set(now.getEpochSecond());
    }

    void swept(int count) {
        swept.with().add(count);
    }

    void received(long count) {
        received.with().add(count);
    }

    void refused(Problem why) {
        refused.with(reason(why)).increment();
    }

    private static String reason(Problem why) {
        if (why.code().equals(QUOTA)) {
            return QUOTA;
        }
        return why.kind() == Kind.TOO_LARGE ? TOO_LARGE : why.kind() == Kind.UNAVAILABLE ? UNAVAILABLE : CONTENT;
    }
}
