package dev.colophon.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.testing.RunningColophon;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server looks at its store by itself. */
@Timeout(60)
class UploadWatchTest {
    @TempDir
    Path folder;

    @Test
    void the_folder_is_made_and_its_files_are_counted() throws Exception {
        try (RunningColophon colophon = RunningColophon.start(folder, Map.of())) {
            await(colophon, "/metrics", "colophon_uploads_files 0");

            assertThat(folder.resolve("uploads")).isEmptyDirectory();
            assertThat(colophon.manage("/health").body()).doesNotContain("uploads");
        }
    }

    @Test
    void a_folder_that_cannot_be_written_is_warned_of_and_the_program_serves() throws Exception {
        Files.writeString(folder.resolve("uploads"), "in the way");
        try (RunningColophon colophon = RunningColophon.start(folder, Map.of())) {
            await(colophon, "/health", "pictures and attachments cannot be stored");

            assertThat(colophon.get("/health/ready").statusCode()).isEqualTo(200);
        }
    }

    private static void await(RunningColophon colophon, String path, String words) throws Exception {
        while (!colophon.manage(path).body().contains(words)) {
            Thread.sleep(20);
        }
    }
}
