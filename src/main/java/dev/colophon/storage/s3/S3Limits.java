package dev.colophon.storage.s3;

import java.time.Duration;

/**
 * What a store does not wait and not keep in memory for.
 *
 * @param connect to the storage
 * @param silence between two bytes of an answer
 * @param attempts of one request, the first included
 * @param call one request with all its attempts, until its answer begins
 * @param partBytes of an upload, of which a writer keeps one in memory; a blob has 10,000 at most, so 160 GiB
 *     of {@link #USUAL}
 */
record S3Limits(Duration connect, Duration silence, int attempts, Duration call, int partBytes) {
    static final S3Limits USUAL =
            new S3Limits(Duration.ofSeconds(10), Duration.ofSeconds(60), 4, Duration.ofHours(1), 16 << 20);

    /** For small blobs while somebody waits, also with a row of the database in hand; its parts are the smallest. */
    static final S3Limits PROMPT =
            new S3Limits(Duration.ofSeconds(5), Duration.ofSeconds(10), 2, Duration.ofSeconds(20), 5 << 20);
}
