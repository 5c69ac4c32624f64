package dev.colophon.storage.s3;

import java.time.Duration;

/**
 * What a store does not wait and not keep in memory for.
 *
 * @param connect to the storage
 * @param silence between two bytes of an answer
 * @param attempts of one request, the first included
 * @param partBytes of an upload, of which a writer keeps one in memory; a blob has 10,000 at most, so 160 GiB
 */
record S3Limits(Duration connect, Duration silence, int attempts, int partBytes) {
    static final S3Limits USUAL = new S3Limits(Duration.ofSeconds(10), Duration.ofSeconds(60), 4, 16 << 20);
}
