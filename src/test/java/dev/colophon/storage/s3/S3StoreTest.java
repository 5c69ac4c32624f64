package dev.colophon.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.settings.Secret;
import dev.colophon.storage.BlobStore;
import dev.colophon.storage.BlobStoreContract;
import dev.colophon.storage.BlobWriter;
import dev.colophon.storage.S3Settings;
import dev.colophon.storage.StorageFailure;
import dev.colophon.storage.StorageFailure.Reason;
import dev.colophon.storage.StoredBlob;
import dev.colophon.testing.S3Server;
import dev.colophon.testing.TakesLong;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3StoreTest extends BlobStoreContract {
    private static final int PART_BYTES = 16 << 20;

    private final S3Settings settings = S3Server.bucket();

    @Override
    protected BlobStore open() {
        return S3Store.open(settings, InstantSource.system());
    }

    @ParameterizedTest
    @TakesLong("signs and moves up to 33 MiB")
    @ValueSource(ints = {PART_BYTES - 1, PART_BYTES, PART_BYTES + 1, 2 * PART_BYTES, 2 * PART_BYTES + 1})
    void a_large_blob_is_put_in_parts(int bytes) throws IOException {
        byte[] content = random(bytes);
        write("large", content);

        assertThat(read("large")).isEqualTo(content);
        assertThat(store.list("")).extracting(StoredBlob::bytes).containsExactly((long) bytes);
    }

    @Test
    void parts_that_are_not_committed_leave_nothing() throws IOException {
        try (BlobWriter writer = store.create("large")) {
            writer.write(random(PART_BYTES + 1));
            assertThat(store.list("")).isEmpty();
        }

        assertThat(store.sweep(Duration.ofDays(-1))).isZero();
        assertThat(store.list("")).isEmpty();
    }

    @Test
    void only_old_uploads_are_swept() throws IOException {
        BlobWriter interrupted = store.create("large");
        interrupted.write(random(PART_BYTES + 1));
        assertThat(store.sweep(Duration.ofHours(1))).isZero();

        InstantSource later = InstantSource.fixed(Instant.now().plus(Duration.ofHours(2)));
        assertThat(S3Store.open(settings, later).sweep(Duration.ofHours(1))).isOne();
        fails(Reason.UNREACHABLE, interrupted::commit);
        interrupted.close();
        assertThat(store.list("")).isEmpty();
    }

    @Test
    void of_two_large_uploads_of_one_name_the_first_to_commit_has_it() throws IOException {
        byte[] content = random(PART_BYTES + 1);
        try (BlobWriter second = store.create("large");
                BlobWriter first = store.create("large")) {
            second.write(random(PART_BYTES + 2));
            first.write(content);
            first.commit();

            fails(Reason.EXISTS, second::commit);
        }

        assertThat(read("large")).isEqualTo(content);
        assertThat(store.sweep(Duration.ofDays(-1))).isZero();
    }

    @Test
    void a_prefix_is_a_room_of_its_own() throws IOException {
        try (BlobStore below = S3Store.open(below("a/b"), InstantSource.system())) {
            store.replace("x", random(1));
            store.replace("a/bb", random(1));
            below.replace("y/z", random(2));

            assertThat(below.list("")).extracting(StoredBlob::name).containsExactly("y/z");
            assertThat(below.list("y")).hasSize(1);
            assertThat(store.list("")).extracting(StoredBlob::name).containsExactly("a/b/y/z", "a/bb", "x");
            below.delete("y/z");
            assertThat(store.list("")).hasSize(2);
        }
    }

    @Test
    @TakesLong("puts more objects than a page has")
    void a_long_list_comes_in_pages() {
        IntStream.range(0, 1_203).parallel().forEach(number -> store.replace("n-" + (10_000 + number), new byte[0]));

        assertThat(store.list("n-"))
                .hasSize(1_203)
                .isSortedAccordingTo((a, b) -> a.name().compareTo(b.name()));
    }

    @Test
    void a_reader_may_stop_early() throws IOException {
        write("large", random(PART_BYTES + 1));
        for (int number = 0; number < 3; number++) {
            try (InputStream in = store.read("large")) {
                assertThat(in.readNBytes(100)).hasSize(100);
            }
        }
        assertThat(read("large")).hasSize(PART_BYTES + 1);
    }

    @Test
    void a_bucket_that_is_missing_is_said() {
        try (BlobStore missing = S3Store.open(S3Server.settings("no-such-bucket"), InstantSource.system())) {
            assertThat(fails(Reason.UNREACHABLE, () -> missing.list(""))).hasMessageContaining("the bucket is missing");
            assertThat(fails(Reason.UNREACHABLE, () -> missing.replace("a", new byte[1])))
                    .hasMessageContaining("the bucket is missing");
            fails(Reason.UNREACHABLE, () -> {
                try (BlobWriter writer = missing.create("a")) {
                    writer.commit();
                }
            });
        }
    }

    @Test
    void a_wrong_key_is_refused_and_not_told() {
        S3Settings wrong = new S3Settings(
                settings.endpoint(),
                settings.region(),
                settings.bucket(),
                "",
                settings.accessKey(),
                new Secret("a-wrong-secret-key"),
                true);
        try (BlobStore closed = S3Store.open(wrong, InstantSource.system())) {
            for (StorageFailure failure : new StorageFailure[] {
                fails(Reason.DENIED, () -> closed.list("")),
                fails(Reason.DENIED, () -> closed.create("a")),
                fails(Reason.DENIED, () -> closed.replace("a", new byte[1])),
                fails(Reason.DENIED, () -> closed.read("a")),
                fails(Reason.DENIED, () -> closed.delete("a")),
                fails(Reason.DENIED, () -> closed.sweep(Duration.ZERO))
            }) {
                assertThat(failure).hasMessageNotContaining("a-wrong-secret-key");
            }
        }
    }

    @Test
    void where_it_is_can_be_said_aloud() {
        assertThat(S3Store.open(below("backups"), InstantSource.system()).where())
                .isEqualTo("the bucket " + settings.bucket() + " at "
                        + settings.endpoint().orElseThrow() + ", below backups");
        S3Settings aws = new S3Settings(Optional.empty(), "eu-west-1", "b", "", "id", new Secret("s"), false);
        assertThat(S3Store.open(aws, InstantSource.system()).where()).isEqualTo("the bucket b at AWS, eu-west-1");
        assertThat(store.freeBytes()).isEmpty();
        assertThat(settings.toString()).doesNotContain(settings.secretKey().value());
    }

    private S3Settings below(String prefix) {
        return new S3Settings(
                settings.endpoint(),
                settings.region(),
                settings.bucket(),
                prefix,
                settings.accessKey(),
                settings.secretKey(),
                true);
    }
}
