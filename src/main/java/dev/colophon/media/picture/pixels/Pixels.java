package dev.colophon.media.picture.pixels;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/** A picture without anything else: its pixels row by row, each as alpha, red, green and blue. */
public final class Pixels {
    private static final int OPAQUE = 0xff;

    private final Size size;
    private final int[] argb;

    private Pixels(Size size, int[] argb) {
        this.size = size;
        this.argb = argb;
    }

    /** One row of what is made smaller, into the array. */
    private interface Rows {
        void read(int row, int[] into);
    }

    static Pixels of(BufferedImage image, Size wanted) {
        Size given = new Size(image.getWidth(), image.getHeight());
        return scaled(given, (row, into) -> image.getRGB(0, row, given.width(), 1, into, 0, given.width()), wanted);
    }

    public Size size() {
        return size;
    }

    public Pixels scaledTo(Size wanted) {
        int width = size.width();
        return scaled(size, (row, into) -> System.arraycopy(argb, row * width, into, 0, width), wanted);
    }

    boolean isOpaque() {
        return Arrays.stream(argb).allMatch(pixel -> pixel >>> 24 == OPAQUE);
    }

    Pixels mirrored() {
        int[] other = new int[argb.length];
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                other[y * size.width() + x] = argb[(y + 1) * size.width() - 1 - x];
            }
        }
        return new Pixels(size, other);
    }

    /** A quarter clockwise. */
    Pixels turned() {
        Size sideways = size.sideways();
        int[] other = new int[argb.length];
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                other[x * sideways.width() + sideways.width() - 1 - y] = argb[y * size.width() + x];
            }
        }
        return new Pixels(sideways, other);
    }

    BufferedImage image(boolean withAlpha) {
        int type = withAlpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        BufferedImage image = new BufferedImage(size.width(), size.height(), type);
        image.setRGB(0, 0, size.width(), size.height(), argb, 0, size.width());
        return image;
    }

    /** Each new pixel is the mean of the area that it covers. */
    private static Pixels scaled(Size given, Rows rows, Size wanted) {
        int[] result = new int[Math.multiplyExact(wanted.width(), wanted.height())];
        int[] row = new int[given.width()];
        AreaMean mean = new AreaMean(given.width(), wanted.width());
        double ratio = (double) given.height() / wanted.height();
        for (int y = 0; y < wanted.height(); y++) {
            double end = Math.min(given.height(), (y + 1) * ratio);
            for (int source = (int) (y * ratio); source < end; source++) {
                rows.read(source, row);
                mean.add(row, Math.min(end, source + 1.0) - Math.max(y * ratio, source));
            }
            mean.take(result, y * wanted.width());
        }
        return new Pixels(wanted, result);
    }
}
