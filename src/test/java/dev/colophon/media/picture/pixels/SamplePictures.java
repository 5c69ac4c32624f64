package dev.colophon.media.picture.pixels;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** Pictures as people and attackers send them. */
public final class SamplePictures {
    private static final int SIGNATURE_BYTES = 2;

    private SamplePictures() {}

    /** Its left upper quarter is red, the rest is blue. */
    public static BufferedImage corner(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean corner = x < width / 2 && y < height / 2;
                image.setRGB(x, y, (corner ? Color.RED : Color.BLUE).getRGB());
            }
        }
        return image;
    }

    public static byte[] jpeg(int width, int height) {
        return written(corner(width, height), "jpeg");
    }

    public static byte[] png(int width, int height) {
        return written(corner(width, height), "png");
    }

    public static byte[] written(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalArgumentException(format);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return out.toByteArray();
    }

    static byte[] progressive(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            var metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), how);
            writer.write(metadata, new IIOImage(image, null, metadata), how);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return out.toByteArray();
    }

    /** The JPEG as a camera held so would write it, with the place where it was taken. */
    public static byte[] exif(byte[] jpeg, int orientation) {
        byte[] tiff = new byte[64];
        System.arraycopy(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1}, 0, tiff, 0, 10);
        System.arraycopy(new byte[] {1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation}, 0, tiff, 10, 10);
        byte[] place = "GPS 52.5N 13.4E".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(place, 0, tiff, 30, place.length);
        int length = tiff.length + 8;
        byte[] head = {(byte) 0xff, (byte) 0xe1, 0, (byte) length, 'E', 'x', 'i', 'f', 0, 0};
        return joined(
                Arrays.copyOf(jpeg, SIGNATURE_BYTES),
                head,
                tiff,
                Arrays.copyOfRange(jpeg, SIGNATURE_BYTES, jpeg.length));
    }

    /** A PNG of one colour that says it has so many pixels, a few bytes each thousand. */
    public static byte[] bomb(int width, int height) {
        try {
            ByteArrayOutputStream pixels = new ByteArrayOutputStream();
            try (DeflaterOutputStream packed = new DeflaterOutputStream(pixels)) {
                byte[] row = new byte[1 + (width + 7) / 8];
                for (int y = 0; y < height; y++) {
                    packed.write(row);
                }
            }
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            for (int number : new int[] {width, height}) {
                header.writeBytes(bytes(number));
            }
            header.writeBytes(new byte[] {1, 0, 0, 0, 0});
            byte[] signature = "\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1);
            return joined(
                    signature,
                    chunk("IHDR", header.toByteArray()),
                    chunk("IDAT", pixels.toByteArray()),
                    chunk("IEND", new byte[0]));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] chunk(String name, byte[] content) {
        byte[] named = joined(name.getBytes(StandardCharsets.US_ASCII), content);
        CRC32 sum = new CRC32();
        sum.update(named);
        return joined(bytes(content.length), named, bytes((int) sum.getValue()));
    }

    private static byte[] bytes(int number) {
        return new byte[] {(byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number};
    }

    public static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
