package dev.colophon.media.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.media.MediaSettings;
import dev.colophon.media.StoreKind;
import dev.colophon.settings.Secret;
import dev.colophon.settings.deploy.DeployFinding;
import dev.colophon.storage.BlobStore;
import dev.colophon.storage.S3Settings;
import dev.colophon.storage.opening.Stores;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever deploys is told whether files can be stored and read, and what to do if not. */
@Timeout(60)
class UploadFindingsTest {
    @TempDir
    Path folder;

    private static List<DeployFinding> findings(BlobStore store) {
        return UploadFindings.of(store, MediaSettings.Store.DIR);
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void a_store_that_works_is_said_to_work_and_nothing_is_left_in_it(StoreKind kind) {
        try (BlobStore store = kind.open(folder)) {
            store.replace("notes/x", new byte[] {1});

            assertThat(UploadProbe.run(store)).contains(store.where(), "takes, gives back and removes");
            assertThat(findings(store)).isEmpty();
            assertThat(store.list("")).hasSize(1);
        }
    }

    @Test
    void a_folder_that_the_first_file_will_make_is_not_made() {
        try (BlobStore store = StoreKind.FOLDER.open(folder)) {
            assertThat(UploadProbe.run(store)).contains("the first file makes it");
            assertThat(findings(store)).isEmpty();
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void a_folder_that_cannot_be_written_is_a_finding_with_a_remedy() throws Exception {
        Files.writeString(folder.resolve("uploads"), "in the way");
        try (BlobStore store = StoreKind.FOLDER.open(folder)) {
            assertThat(findings(store)).singleElement().satisfies(finding -> {
                assertThat(finding.id()).isEqualTo("colophon.W042");
                assertThat(finding.subject()).isEqualTo("UPLOAD_DIR");
                assertThat(finding.finding()).contains("takes no pictures and attachments", folder.toString());
                assertThat(finding.remedy()).contains("is a folder", "mounted");
            });
        }
    }

    @Test
    void a_bucket_that_does_not_answer_is_a_finding_with_a_remedy_and_no_key() {
        var settings = new S3Settings(
                Optional.of(URI.create("http://127.0.0.1:1")),
                "us-east-1",
                "books",
                "",
                "the-id",
                new Secret("the-secret-key"),
                true);
        try (BlobStore store = Stores.promptS3(settings, InstantSource.system())) {
            assertThat(UploadFindings.of(store, MediaSettings.Store.S3))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.subject()).isEqualTo("S3_BUCKET");
                        assertThat(finding.remedy()).contains("S3_ENDPOINT");
                        assertThat(finding.finding()).doesNotContain("the-secret-key");
                    });
        }
    }
}
