package dev.colophon.backup.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive can be opened, checked and its rows had without this program. */
class StandardToolsTest {
    @TempDir
    private Path folder;

    @Test
    void tar_zstd_and_sha256sum_open_an_archive() throws IOException, InterruptedException {
        assumeThat(Stream.of("tar", "zstd", "sha256sum")).allMatch(StandardToolsTest::isInstalled);
        Files.write(folder.resolve("archive.clb"), SampleArchive.bytes());

        assertThat(run("tar", "-xf", "archive.clb")).isEmpty();
        assertThat(run("tail -n 1 FORMAT | sha256sum --check")).isEqualTo("header.json: OK\n");
        assertThat(run("sha256sum --check TRAILER")).isEqualTo("manifest.json: OK\n");
        assertThat(run("zstd -dc data/000-authors/*.zst")).isEqualTo(SampleArchive.ROWS.get("authors"));
        assertThat(run("zstd -dc data/*-books/*.zst")).isEqualTo(SampleArchive.ROWS.get("books"));
        for (String file : SampleArchive.FILES.keySet()) {
            String hash = file.substring(file.indexOf('/') + 1);
            assertThat(run("sha256sum blobs/" + file)).isEqualTo(hash + "  blobs/" + file + "\n");
        }
    }

    private static boolean isInstalled(String tool) {
        return Stream.of("/bin", "/usr/bin", "/usr/local/bin")
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    /** What a line of a shell prints, its complaints too. */
    private String run(String... words) throws IOException, InterruptedException {
        var process = new ProcessBuilder(List.of("sh", "-c", String.join(" ", words)))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
