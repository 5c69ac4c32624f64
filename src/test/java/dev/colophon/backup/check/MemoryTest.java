package dev.colophon.backup.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.testing.ClassPath;
import dev.colophon.testing.TakesLong;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory does not grow with the archive, be it written, encrypted, decrypted or checked. */
class MemoryTest {
    private static final String PUBLIC = "age13dd7nz7edlw7n5pkfe398yt97r9ky860z5r5cyfu63qqr3tsxqlst667z7";
    private static final String SECRET = "AGE-SECRET-KEY-1MLFU23QA00E76Y07XXSQDHJK2GHATUWKH733DJDJRG8QUEJK3RTQK8WNXZ";

    @TempDir
    Path folder;

    @Test
    @TakesLong("writes 512 MiB, half of it one file, and reads it twice in another JVM")
    void an_archive_is_larger_than_the_heap() throws IOException, InterruptedException {
        assertThat(child(64 << 10)).contains("whole 65539 rows");
    }

    @Test
    @Tag("slow")
    @TakesLong("writes 2 GiB and reads them twice in another JVM")
    void an_archive_of_2_gib_fits_a_heap_of_192_mib() throws IOException, InterruptedException {
        assertThat(child(1 << 20)).contains("whole 1048579 rows");
    }

    private String child(int rows) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-Xmx192m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        ClassPath.ofTests(),
                        MemoryChild.class.getName(),
                        folder.resolve("archive").toString(),
                        Integer.toString(rows),
                        PUBLIC,
                        SECRET)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
