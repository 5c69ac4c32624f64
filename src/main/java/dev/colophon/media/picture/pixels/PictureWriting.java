package dev.colophon.media.picture.pixels;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture as a file of ours: a JPEG, or a PNG where something shines through.
 *
 * @param mediaType of the bytes
 */
public record PictureWriting(String mediaType, byte[] bytes) {
    private static final float QUALITY = 0.85f;

    public static PictureWriting of(Pixels pixels) throws IOException {
        boolean opaque = pixels.isOpaque();
        byte[] bytes = write(opaque ? "jpeg" : "png", pixels.image(!opaque));
        return new PictureWriting(opaque ? "image/jpeg" : "image/png", bytes);
    }

    /**
     * The file that these pixels were read from where it is one of ours, so that it stays what it is however often it
     * goes from server to server; else this.
     */
    public PictureWriting orOwn(Path given) throws IOException {
        if (!mediaType.equals("image/jpeg") || Files.size(given) > OwnJpeg.mostBytes(bytes)) {
            return this;
        }
        byte[] content = Files.readAllBytes(given);
        return OwnJpeg.is(content, bytes) ? new PictureWriting(mediaType, content) : this;
    }

    private static byte[] write(String format, BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
