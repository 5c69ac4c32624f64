package dev.colophon.media.picture.pixels;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.colophon.problem.Problem;
import dev.colophon.testing.TakesLong;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a picture only its pixels are taken, and what is none is refused before it costs anything. */
@Timeout(60)
class PictureReadingTest {
    private static final Size BOX = new Size(600, 1200);
    private static final String ZIP_END = "PK\u0005\u0006" + "\0".repeat(18);

    @TempDir
    Path folder;

    private Pixels read(byte[] bytes) throws IOException {
        return read(bytes, PictureLimits.USUAL);
    }

    private Pixels read(byte[] bytes, PictureLimits limits) throws IOException {
        return PictureReading.read(Files.write(folder.resolve("picture"), bytes), BOX, limits);
    }

    private String refusal(byte[] bytes, PictureLimits limits) {
        Problem problem = catchThrowableOfType(Problem.class, () -> read(bytes, limits));
        assertThat(problem).as("a refusal").isNotNull();
        assertThat(problem.errors()).extracting("pointer").containsExactly("file");
        return problem.errors().getFirst().code();
    }

    private static Color colour(Pixels pixels, double right, double down) {
        BufferedImage image = pixels.image(true);
        return new Color(image.getRGB((int) (image.getWidth() * right), (int) (image.getHeight() * down)), true);
    }

    private static boolean isRed(Pixels pixels, double right, double down) {
        Color colour = colour(pixels, right, down);
        return colour.getRed() > 200 && colour.getBlue() < 60;
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif"})
    void a_picture_is_made_as_small_as_its_box(String format) throws IOException {
        Pixels pixels = read(SamplePictures.written(SamplePictures.corner(1500, 2000), format));

        assertThat(pixels.size()).isEqualTo(new Size(600, 800));
        assertThat(isRed(pixels, 0.2, 0.2)).isTrue();
        assertThat(isRed(pixels, 0.2, 0.8)).isFalse();
        assertThat(isRed(pixels, 0.8, 0.2)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"90, 120, 90, 120", "1, 1, 1, 1", "1200, 1, 600, 1", "3, 9000, 1, 1200", "601, 800, 600, 799"})
    void no_picture_is_made_larger_and_none_loses_its_shape(int width, int height, int newWidth, int newHeight)
            throws IOException {
        assertThat(read(SamplePictures.png(width, height)).size()).isEqualTo(new Size(newWidth, newHeight));
    }

    /** Where the red corner is when the picture is upright, by the number of EXIF. */
    @ParameterizedTest
    @CsvSource({
        "1, 0.2, 0.2",
        "2, 0.8, 0.2",
        "3, 0.8, 0.8",
        "4, 0.2, 0.8",
        "5, 0.2, 0.2",
        "6, 0.8, 0.2",
        "7, 0.8, 0.8",
        "8, 0.2, 0.8"
    })
    void a_picture_is_turned_as_the_camera_was_held(int orientation, double right, double down) throws IOException {
        Pixels pixels = read(SamplePictures.exif(SamplePictures.jpeg(400, 200), orientation));

        assertThat(pixels.size()).isEqualTo(orientation < 5 ? new Size(400, 200) : new Size(200, 400));
        assertThat(isRed(pixels, right, down)).isTrue();
        for (double other : new double[] {0.2, 0.8}) {
            assertThat(isRed(pixels, 1 - right, other)).isFalse();
        }
        assertThat(isRed(pixels, right, 1 - down)).isFalse();
    }

    @Test
    void of_what_a_camera_wrote_beside_the_pixels_nothing_is_kept() throws IOException {
        byte[] taken = SamplePictures.exif(SamplePictures.jpeg(400, 200), 6);
        PictureWriting written = PictureWriting.of(read(taken));

        assertThat(new String(taken, US_ASCII)).contains("GPS 52.5N");
        assertThat(new String(written.bytes(), US_ASCII)).doesNotContain("GPS", "Exif");
        assertThat(written.mediaType()).isEqualTo("image/jpeg");
    }

    @Test
    void what_shines_through_stays_so_as_a_png() throws IOException {
        BufferedImage image = new BufferedImage(800, 800, BufferedImage.TYPE_INT_ARGB);
        for (int x = 0; x < 400; x++) {
            for (int y = 0; y < 800; y++) {
                image.setRGB(x, y, Color.GREEN.getRGB());
            }
        }
        PictureWriting written = PictureWriting.of(read(SamplePictures.written(image, "png")));

        assertThat(written.mediaType()).isEqualTo("image/png");
        BufferedImage again = ImageIO.read(new ByteArrayInputStream(written.bytes()));
        assertThat(new Color(again.getRGB(100, 300), true)).isEqualTo(Color.GREEN);
        assertThat(again.getRGB(500, 300) >>> 24).isZero();
    }

    static Stream<Arguments> refused() {
        byte[] jpeg = SamplePictures.jpeg(300, 300);
        byte[] png = SamplePictures.png(300, 300);
        byte[] gif = SamplePictures.written(SamplePictures.corner(300, 300), "gif");
        byte[] page = "<html><script>alert(1)</script></html>".getBytes(US_ASCII);
        byte[] comment = {(byte) 0xff, (byte) 0xfe, 0, 40};
        byte[] head = Arrays.copyOf(jpeg, 2);
        byte[] rest = Arrays.copyOfRange(jpeg, 2, jpeg.length);
        return Stream.of(
                arguments("an SVG", "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(US_ASCII), "type"),
                arguments("a page", page, "type"),
                arguments("a PDF", "%PDF-1.7\n".getBytes(US_ASCII), "type"),
                arguments("a WebP", "RIFF\0\0\0\0WEBPVP8 ".getBytes(US_ASCII), "type"),
                arguments("two letters", "GI".getBytes(US_ASCII), "type"),
                arguments("a cut JPEG", Arrays.copyOf(jpeg, jpeg.length / 2), "damaged"),
                arguments("a JPEG without its end", Arrays.copyOf(jpeg, jpeg.length - 2), "damaged"),
                arguments("a JPEG that ends in its head", Arrays.copyOf(jpeg, 100), "damaged"),
                arguments("three bytes", Arrays.copyOf(jpeg, 3), "damaged"),
                arguments("a cut PNG", Arrays.copyOf(png, png.length - 30), "damaged"),
                arguments("a PNG with more behind it", SamplePictures.joined(png, page), "damaged"),
                arguments("a PNG cut in its pixels", cut(png), "damaged"),
                arguments("a cut GIF", Arrays.copyOf(gif, gif.length / 2), "damaged"),
                arguments(
                        "a JPEG that is an archive", SamplePictures.joined(jpeg, ZIP_END.getBytes(US_ASCII)), "mixed"),
                arguments("a JPEG with a page in it", SamplePictures.joined(head, comment, page, rest), "mixed"),
                arguments("a bomb", SamplePictures.bomb(10_000, 10_000), "pixels"),
                arguments("a long one", SamplePictures.bomb(10_001, 1), "pixels"));
    }

    private static byte[] cut(byte[] png) {
        byte[] end = Arrays.copyOfRange(png, png.length - 12, png.length);
        return SamplePictures.joined(Arrays.copyOf(png, png.length - 60), end);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void what_is_no_whole_picture_is_refused(String name, byte[] bytes, String code) {
        assertThat(refusal(bytes, PictureLimits.USUAL)).as(name).isEqualTo(code);
    }

    @Test
    void a_progressive_picture_may_have_fewer_pixels() throws IOException {
        byte[] bytes = SamplePictures.progressive(SamplePictures.corner(1000, 1000));
        PictureLimits usual = PictureLimits.USUAL;

        assertThat(read(bytes).size()).isEqualTo(new Size(600, 600));
        assertThat(refusal(bytes, new PictureLimits(10_000, 40_000_000, 999_999, 100, usual.time())))
                .isEqualTo("pixels");
        assertThat(refusal(bytes, new PictureLimits(10_000, 40_000_000, 12_000_000, 2, usual.time())))
                .isEqualTo("time");
    }

    @Test
    void a_picture_that_takes_too_long_is_given_up() {
        assertThat(refusal(
                        SamplePictures.png(3000, 3000),
                        new PictureLimits(10_000, 40_000_000, 12_000_000, 100, Duration.ofNanos(1))))
                .isEqualTo("time");
    }

    @TakesLong("reads a picture as large as may be")
    @Test
    void a_picture_of_the_most_pixels_is_read_in_the_time_of_a_request() throws IOException {
        assertThat(read(SamplePictures.bomb(10_000, 4_000)).size()).isEqualTo(new Size(600, 240));
    }
}
