import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Draws icon.svg as the PNGs that a phone puts on its first screen: {@code java src/build/Icons.java}
 * in the project's folder. The same drawing gives the same bytes, so they are made again only when
 * it changes. Flat colours, so that a palette of their mixtures is enough.
 */
public class Icons {
    private static final Color CLOTH = new Color(0x7a2e2e);
    private static final Color PAPER = new Color(0xf3e3c8);
    private static final int SHADES = 64;

    /** Side of the drawing, as in icon.svg. */
    private static final double SIDE = 64;

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of("src/main/resources/static");
        write(folder.resolve("icon-192.png"), 192, false);
        write(folder.resolve("icon-512.png"), 512, false);
        // whoever masks an icon may cut off all but a circle of four fifths
        write(folder.resolve("icon-maskable-512.png"), 512, true);
        write(folder.resolve("apple-touch-icon.png"), 180, true);
    }

    private static void write(Path file, int pixels, boolean masked) throws IOException {
        BufferedImage drawn = new BufferedImage(pixels, pixels, BufferedImage.TYPE_INT_ARGB);
        Graphics2D canvas = drawn.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        canvas.scale(pixels / SIDE, pixels / SIDE);
        canvas.setColor(CLOTH);
        if (masked) {
            canvas.fill(new RoundRectangle2D.Double(0, 0, SIDE, SIDE, 0, 0));
            canvas.translate(SIDE * 0.13, SIDE * 0.13);
            canvas.scale(0.74, 0.74);
        } else {
            canvas.fill(new RoundRectangle2D.Double(3, 3, 58, 58, 20, 20));
        }
        draw(canvas);
        canvas.dispose();
        ImageIO.write(withPalette(drawn, masked), "png", file.toFile());
        System.out.println(file + ": " + Files.size(file) + " bytes");
    }

    private static void draw(Graphics2D canvas) {
        canvas.setColor(PAPER);
        canvas.setStroke(new BasicStroke(2));
        canvas.draw(new RoundRectangle2D.Double(9, 9, 46, 46, 10, 10));
        Path2D book = new Path2D.Double();
        book.moveTo(32, 22);
        book.curveTo(27, 18, 21, 17, 15, 18);
        book.lineTo(15, 43);
        book.curveTo(21, 42, 27, 43, 32, 47);
        book.curveTo(37, 43, 43, 42, 49, 43);
        book.lineTo(49, 18);
        book.curveTo(43, 17, 37, 18, 32, 22);
        book.closePath();
        canvas.fill(book);
        canvas.setColor(CLOTH);
        Path2D fold = new Path2D.Double();
        fold.moveTo(32, 22);
        fold.lineTo(32, 47);
        canvas.draw(fold);
        canvas.setStroke(new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (int line = 0; line < 2; line++) {
            double top = 25 + 6.0 * line;
            Path2D lines = new Path2D.Double();
            lines.moveTo(20, top);
            lines.curveTo(23, top, 26, top + 0.6, 28, top + 2);
            lines.moveTo(44, top);
            lines.curveTo(41, top, 38, top + 0.6, 36, top + 2);
            canvas.draw(lines);
        }
    }

    /** Shades between the two colours, and of the cloth towards nothing where the corners are round. */
    private static BufferedImage withPalette(BufferedImage drawn, boolean masked) {
        int[] palette = new int[masked ? SHADES : 2 * SHADES];
        for (int shade = 0; shade < SHADES; shade++) {
            palette[shade] = mix(shade / (SHADES - 1.0));
            if (!masked) {
                palette[SHADES + shade] = CLOTH.getRGB() & 0xffffff | (255 * shade / (SHADES - 1)) << 24;
            }
        }
        int bits = masked ? 6 : 7;
        IndexColorModel colours = new IndexColorModel(bits, palette.length, palette, 0, !masked, -1, 0);
        BufferedImage image =
                new BufferedImage(drawn.getWidth(), drawn.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, colours);
        for (int y = 0; y < drawn.getHeight(); y++) {
            for (int x = 0; x < drawn.getWidth(); x++) {
                Color pixel = new Color(drawn.getRGB(x, y), true);
                double paper = (pixel.getGreen() - CLOTH.getGreen()) / (double) (PAPER.getGreen() - CLOTH.getGreen());
                int index = pixel.getAlpha() < 255
                        ? SHADES + (int) Math.round(pixel.getAlpha() / 255.0 * (SHADES - 1))
                        : (int) Math.round(Math.clamp(paper, 0, 1) * (SHADES - 1));
                image.getRaster().setSample(x, y, 0, index);
            }
        }
        return image;
    }

    private static int mix(double paper) {
        return 0xff000000
                | between(CLOTH.getRed(), PAPER.getRed(), paper) << 16
                | between(CLOTH.getGreen(), PAPER.getGreen(), paper) << 8
                | between(CLOTH.getBlue(), PAPER.getBlue(), paper);
    }

    private static int between(int from, int to, double part) {
        return (int) Math.round(from + part * (to - from));
    }
}
