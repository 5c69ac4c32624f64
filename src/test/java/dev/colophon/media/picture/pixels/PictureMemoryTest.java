package dev.colophon.media.picture.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.testing.ClassPath;
import dev.colophon.testing.TakesLong;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a picture says of its size, reading it takes little memory. */
@Timeout(120)
class PictureMemoryTest {
    @TempDir
    Path folder;

    @TakesLong("starts another JVM")
    @Test
    void the_largest_picture_is_read_in_a_small_heap() throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-Djava.awt.headless=true",
                        "-cp",
                        ClassPath.ofTests(),
                        LargestPicture.class.getName(),
                        folder.resolve("picture").toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor()).as(output).isZero();
        assertThat(output).contains("600x240 image/jpeg", "480x1200 image/jpeg", "600x1200 image/jpeg");
    }
}
