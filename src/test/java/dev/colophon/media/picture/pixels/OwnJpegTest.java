package dev.colophon.media.picture.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.problem.Problem;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A picture of ours stays as it is; whatever has anything beside its pixels is made anew. */
@Timeout(60)
class OwnJpegTest {
    private static final Size BOX = new Size(600, 1200);
    private static final byte[] HIDDEN = "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private byte[] own;

    @BeforeEach
    void write() throws IOException {
        own = taken(SamplePictures.jpeg(700, 900));
    }

    /** What is kept of a file. */
    private byte[] taken(byte[] file) throws IOException {
        Path given = Files.write(folder.resolve("given"), file);
        Pixels pixels = PictureReading.read(given, BOX, PictureLimits.USUAL);
        return PictureWriting.of(pixels).orOwn(given).bytes();
    }

    @Test
    void one_of_ours_is_kept_byte_for_byte() throws IOException {
        assertThat(taken(own)).isEqualTo(own);
    }

    @Test
    void one_of_another_quality_is_made_anew() throws IOException {
        byte[] other = SamplePictures.jpeg(600, 771);

        assertThat(taken(other)).isNotEqualTo(other);
    }

    @Test
    void of_what_stands_before_and_behind_the_pixels_nothing_is_kept() throws IOException {
        byte[] comment = {(byte) 0xff, (byte) 0xfe, 0, (byte) (HIDDEN.length + 2)};
        byte[] before =
                SamplePictures.joined(Arrays.copyOf(own, 2), comment, HIDDEN, Arrays.copyOfRange(own, 2, own.length));

        assertThat(new String(taken(SamplePictures.exif(own, 1)), StandardCharsets.ISO_8859_1))
                .doesNotContain("GPS");
        assertThat(new String(taken(SamplePictures.joined(own, HIDDEN)), StandardCharsets.ISO_8859_1))
                .doesNotContain("script");
        assertThat(OwnJpeg.is(before, own)).isFalse();
        assertThat(OwnJpeg.is(SamplePictures.joined(own, HIDDEN), own)).isFalse();
        assertThat(OwnJpeg.is(SamplePictures.joined(own, own), own)).isFalse();
    }

    @Test
    void what_stands_between_the_pixels_and_the_end_is_not_kept() {
        byte[] end = {(byte) 0xff, (byte) 0xd9};
        byte[] between = SamplePictures.joined(Arrays.copyOf(own, own.length - 2), HIDDEN, end);
        byte[] marked =
                SamplePictures.joined(Arrays.copyOf(own, own.length - 2), new byte[] {(byte) 0xff, (byte) 0xd0}, end);

        assertThat(keeps(between)).isFalse();
        assertThat(OwnJpeg.is(marked, own)).isFalse();
        assertThat(keeps(Arrays.copyOf(own, own.length - 2))).isFalse();
    }

    private boolean keeps(byte[] file) {
        try {
            return Arrays.equals(taken(file), file);
        } catch (Problem | IOException refused) {
            return false;
        }
    }

    @Test
    void what_shines_through_is_the_same_png_however_often_it_is_taken() throws IOException {
        var image = new BufferedImage(40, 60, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(3, 3, 0x80ff0000);
        byte[] png = taken(SamplePictures.written(image, "png"));

        assertThat(taken(png)).isEqualTo(png);
    }
}
