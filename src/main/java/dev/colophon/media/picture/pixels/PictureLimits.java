package dev.colophon.media.picture.pixels;

import java.time.Duration;

/**
 * What a picture may cost.
 *
 * @param side most pixels of a side
 * @param pixels most pixels at all
 * @param progressivePixels the same for a JPEG in several scans, all of which are in memory at once, 6 bytes a pixel
 * @param scans of such a JPEG, each of which goes over all pixels
 * @param time to read it
 */
public record PictureLimits(int side, long pixels, long progressivePixels, int scans, Duration time) {
    public static final PictureLimits USUAL =
            new PictureLimits(10_000, 40_000_000, 12_000_000, 100, Duration.ofSeconds(20));
}
