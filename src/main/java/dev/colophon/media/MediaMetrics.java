package dev.colophon.media;

import dev.colophon.observe.metric.Counter;
import dev.colophon.observe.metric.Gauge;
import dev.colophon.observe.metric.Meters;

/** The metrics of files. */
final class MediaMetrics {
    private final Gauge bytes;
    private final Gauge files;
    private final Counter swept;

    MediaMetrics(Meters meters) {
        bytes = meters.gauge("colophon_uploads_bytes", "Size of all stored files of readers, in bytes.");
        files = meters.gauge("colophon_uploads_files", "Number of stored files of readers, each content once.");
        swept = meters.counter("colophon_uploads_swept_total", "Files removed because nothing referred to them.");
    }

    void stored(BlobRows.Total total) {
        bytes.set(total.bytes());
        files.set(total.files());
    }

    void swept(int count) {
        swept.with().add(count);
    }
}
