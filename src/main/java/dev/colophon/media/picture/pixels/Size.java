package dev.colophon.media.picture.pixels;

/** Of a picture, in pixels. */
public record Size(int width, int height) {
    long pixels() {
        return (long) width * height;
    }

    /** The largest of the same shape that fits; never a larger one. */
    public Size within(Size box) {
        double scale = Math.min(1, Math.min((double) box.width / width, (double) box.height / height));
        return new Size(scaled(width, scale), scaled(height, scale));
    }

    Size sideways() {
        return new Size(height, width);
    }

    private static int scaled(int side, double scale) {
        return Math.max(1, (int) Math.round(side * scale));
    }
}
