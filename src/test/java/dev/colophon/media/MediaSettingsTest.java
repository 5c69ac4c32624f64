package dev.colophon.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.settings.Surroundings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaSettingsTest {
    @TempDir
    Path folder;

    @Test
    void files_go_to_a_folder_unless_said_otherwise() {
        MediaSettings settings = new Surroundings(folder).settings().get(MediaSettings.GROUP);

        assertThat(settings)
                .isEqualTo(new MediaSettings(MediaSettings.Store.DIR, folder.resolve("uploads"), 10_485_760, 1L << 30));
    }

    @Test
    void every_value_arrives() {
        MediaSettings settings = new Surroundings(folder)
                .with("UPLOAD_STORE", "s3")
                .with("UPLOAD_DIR", "/srv/files")
                .with("MAX_FILE_SIZE", "5000")
                .with("UPLOAD_QUOTA_BYTES", "90000")
                .with("S3_BUCKET", "books")
                .with("S3_ACCESS_KEY", "key")
                .with("S3_SECRET_KEY", Surroundings.KEY)
                .settings()
                .get(MediaSettings.GROUP);

        assertThat(settings).isEqualTo(new MediaSettings(MediaSettings.Store.S3, Path.of("/srv/files"), 5000, 90_000));
    }

    @Test
    void a_bucket_is_named_when_it_is_used() {
        assertThat(new Surroundings(folder).with("UPLOAD_STORE", "s3").problems())
                .hasSize(3)
                .allMatch(problem -> problem.contains("when UPLOAD_STORE is s3"));
    }

    @Test
    void a_size_without_sense_is_refused() {
        assertThat(new Surroundings(folder)
                        .with("MAX_FILE_SIZE", "10 MiB")
                        .with("UPLOAD_QUOTA_BYTES", "0")
                        .problems())
                .hasSize(2);
    }
}
