package dev.colophon.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.colophon.observe.metric.Meters;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.storage.BlobStore;
import dev.colophon.storage.opening.Stores;
import dev.colophon.testing.RunningColophon;
import dev.colophon.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;
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

    @Test
    void what_a_killed_process_left_of_an_upload_is_removed() throws Exception {
        Path left = Files.createTempFile("colophon-upload-", ".part");
        Path arriving = Files.createTempFile("colophon-upload-", ".part");
        try {
            Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
            try (RunningColophon colophon = RunningColophon.start(folder, Map.of())) {
                await(colophon, "/metrics", "colophon_uploads_files 0");
            }

            assertThat(left).doesNotExist();
            assertThat(arriving).exists();
        } finally {
            Files.deleteIfExists(left);
            Files.deleteIfExists(arriving);
        }
    }

    /** In a folder of one mebibyte that the kernel keeps; only root can have one. */
    @Test
    void a_disk_that_is_full_is_told_in_a_line_and_leaves_nothing_behind(@TempDir Path place) throws Exception {
        assumeTrue(mount("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place.toString()));
        Meters meters = new Meters();
        try (TestDatabase rows = TestDatabase.create(Engine.SQLITE);
                BlobStore store = Stores.laterDirectory(place, InstantSource.system())) {
            var blobs = new Blobs(rows.database(), store, InstantSource.system(), 10L << 20, new MediaMetrics(meters));
            var in = new ByteArrayInputStream(new byte[2 << 20]);

            Problem full = catchThrowableOfType(
                    Problem.class, () -> blobs.store(Folder.NOTES, "text/plain", in, 10L << 20, null));

            assertThat(full.kind()).isEqualTo(Kind.UNAVAILABLE);
            try (Stream<Path> left = Files.list(place.resolve("notes"))) {
                assertThat(left).isEmpty();
            }
            var small = new ByteArrayInputStream(new byte[100]);
            assertThat(blobs.store(Folder.NOTES, "text/plain", small, 1_000, null)
                            .sizeBytes())
                    .isEqualTo(100);
        } finally {
            mount("umount", place.toString());
        }
    }

    private static boolean mount(String... command) throws Exception {
        return new ProcessBuilder(command).start().waitFor() == 0;
    }

    private static void await(RunningColophon colophon, String path, String words) throws Exception {
        while (!colophon.manage(path).body().contains(words)) {
            Thread.sleep(20);
        }
    }
}
