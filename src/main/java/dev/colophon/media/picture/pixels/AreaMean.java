package dev.colophon.media.picture.pixels;

import java.util.Arrays;

/** Makes one row of pixels of several longer ones; a pixel counts by its share of the area and by its opacity. */
final class AreaMean {
    private static final int CHANNELS = 4;
    private static final int CHANNEL = 0xff;

    private final double ratio;
    private final int given;

    /** Of each new pixel: the sums of red, green and blue by opacity, and of the opacity. */
    private final double[] sums;

    private final double[] areas;

    AreaMean(int given, int wanted) {
        this.given = given;
        this.ratio = (double) given / wanted;
        this.sums = new double[wanted * CHANNELS];
        this.areas = new double[wanted];
    }

    /**
     * Adds a row.
     *
     * @param height how much of it counts, up to 1
     */
    void add(int[] row, double height) {
        for (int x = 0; x < areas.length; x++) {
            double start = x * ratio;
            double end = Math.min(given, start + ratio);
            for (int source = (int) start; source < end; source++) {
                add(x, row[source], height * (Math.min(end, source + 1.0) - Math.max(start, source)));
            }
        }
    }

    private void add(int x, int pixel, double area) {
        double opacity = area * (pixel >>> 24);
        int at = x * CHANNELS;
        sums[at] += opacity * (pixel >> 16 & CHANNEL);
        sums[at + 1] += opacity * (pixel >> 8 & CHANNEL);
        sums[at + 2] += opacity * (pixel & CHANNEL);
        sums[at + 3] += opacity;
        areas[x] += area;
    }

    /** Writes the row that came of it, and begins another. */
    void take(int[] result, int from) {
        for (int x = 0; x < areas.length; x++) {
            int at = x * CHANNELS;
            double opacity = Math.max(sums[at + 3], Double.MIN_NORMAL);
            int pixel = rounded(sums[at + 3] / areas[x]) << 24;
            for (int channel = 0; channel < 3; channel++) {
                pixel |= rounded(sums[at + channel] / opacity) << 16 - 8 * channel;
            }
            result[from + x] = pixel;
        }
        Arrays.fill(sums, 0);
        Arrays.fill(areas, 0);
    }

    private static int rounded(double value) {
        return (int) Math.min(CHANNEL, Math.round(value));
    }
}
