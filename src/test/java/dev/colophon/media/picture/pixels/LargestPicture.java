package dev.colophon.media.picture.pixels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the largest pictures there may be, and prints what came of them. */
final class LargestPicture {
    private LargestPicture() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        byte[] jpeg = SamplePictures.jpeg(1799, 3598);
        for (byte[] picture :
                new byte[][] {SamplePictures.bomb(10_000, 4_000), SamplePictures.bomb(4_000, 10_000), jpeg}) {
            Files.write(file, picture);
            Pixels pixels = PictureReading.read(file, new Size(600, 1200), PictureLimits.USUAL);
            PictureWriting written = PictureWriting.of(pixels);
            System.out.println(pixels.size().width() + "x" + pixels.size().height() + " " + written.mediaType());
        }
    }
}
