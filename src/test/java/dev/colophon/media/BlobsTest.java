package dev.colophon.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.account.MovableClock;
import dev.colophon.catalogue.Readers;
import dev.colophon.observe.metric.Meters;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.storage.BlobStore;
import dev.colophon.storage.StoredBlob;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import dev.colophon.text.Hash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files are stored once by their hash, and only whole ones, on both databases and in both kinds of stores. */
@EveryDatabase
@Timeout(60)
class BlobsTest {
    private static final byte[] TEXT = "What do we live for?".getBytes(UTF_8);
    private static final long QUOTA = 5_000;
    private static final String NAME = "notes/" + Hash.hexadecimal(TEXT);

    @TempDir
    Path folder;

    private final TestDatabase rows;
    private final Meters meters = new Meters();
    private final MediaMetrics metrics = new MediaMetrics(meters);
    private final MovableClock clock = new MovableClock();

    BlobsTest(TestDatabase rows) {
        this.rows = rows;
    }

    private Blobs blobs(BlobStore store) {
        return new Blobs(rows.database(), store, clock, QUOTA, metrics);
    }

    private static StoredFile store(Blobs blobs, byte[] bytes) throws IOException {
        return blobs.store(Folder.NOTES, "text/plain", new ByteArrayInputStream(bytes), 1000, null);
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void what_is_stored_is_read_by_its_hash(StoreKind kind) throws IOException {
        try (BlobStore store = kind.open(folder)) {
            StoredFile file = store(blobs(store), TEXT);

            assertThat(file).isEqualTo(new StoredFile(NAME, TEXT.length, "text/plain"));
            assertThat(file.sha256()).isEqualTo(Hash.hexadecimal(TEXT));
            try (InputStream in = blobs(store).open(NAME)) {
                assertThat(in.readAllBytes()).isEqualTo(TEXT);
            }
            assertThat(rows.query("SELECT name, size_bytes, media_type FROM blobs"))
                    .containsExactly(NAME + "|20|text/plain");
        }
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void the_same_bytes_are_stored_once_and_kept_young(StoreKind kind) throws IOException {
        try (BlobStore store = kind.open(folder)) {
            store(blobs(store), TEXT);
            clock.pass(Duration.ofHours(30));
            store(blobs(store), TEXT);

            assertThat(store.list("")).extracting(StoredBlob::name).containsExactly(NAME);
            assertThat(new BlobSweep(rows.database(), store, clock).run()).isZero();
            assertThat(store.list("")).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void a_file_of_10_mebibytes_arrives_whole(StoreKind kind) throws IOException {
        byte[] large = new byte[10 << 20];
        Arrays.fill(large, (byte) 7);
        try (BlobStore store = kind.open(folder)) {
            StoredFile file = blobs(store)
                    .store(Folder.NOTES, "application/pdf", new ByteArrayInputStream(large), large.length, null);

            try (InputStream in = blobs(store).open(file.name())) {
                assertThat(in.readAllBytes()).isEqualTo(large);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void of_an_empty_a_large_and_a_broken_file_nothing_is_stored(StoreKind kind) throws IOException {
        try (BlobStore store = kind.open(folder)) {
            Blobs blobs = blobs(store);
            UploadStore.check(store);

            Problem empty = catchThrowableOfType(Problem.class, () -> store(blobs, new byte[0]));
            assertThat(empty.kind()).isEqualTo(Kind.INVALID);
            assertThat(empty.errors()).extracting("pointer", "code").containsExactly(tuple("file", "empty"));
            Problem large = catchThrowableOfType(Problem.class, () -> store(blobs, new byte[1001]));
            assertThat(large.kind()).isEqualTo(Kind.TOO_LARGE);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> blobs.store(Folder.NOTES, "text/plain", breakingOff(), 1000, null));

            assertThat(store.list("")).isEmpty();
            assertThat(rows.query("SELECT name FROM blobs")).isEmpty();
        }
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private static InputStream breakingOff() {
        return new InputStream() {
            private int sent;

            @Override
            public int read() throws IOException {
                if (sent++ >= 100) {
                    throw new IOException("gone");
                }
                return 'x';
            }
        };
    }

    @Test
    void a_store_that_refuses_is_a_problem_that_may_pass(@TempDir Path place) throws IOException {
        Files.writeString(place.resolve("uploads"), "a file in the way");
        try (BlobStore store = StoreKind.FOLDER.open(place)) {
            Problem problem = catchThrowableOfType(Problem.class, () -> store(blobs(store), TEXT));

            assertThat(problem.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(problem.detail()).doesNotContain(place.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void a_file_whose_bytes_are_missing_is_not_there(StoreKind kind) throws IOException {
        try (BlobStore store = kind.open(folder)) {
            store(blobs(store), TEXT);
            store.delete(NAME);

            assertThat(catchThrowableOfType(Problem.class, () -> blobs(store).open(NAME))
                            .kind())
                    .isEqualTo(Kind.NOT_FOUND);
        }
    }

    @Test
    void what_is_stored_and_what_is_refused_is_counted() throws IOException {
        UUID mary = Readers.add(rows, "mary").id();
        try (BlobStore store = StoreKind.FOLDER.open(folder)) {
            Blobs blobs = blobs(store);
            store(blobs, TEXT);
            for (int number = 0; number < 5; number++) {
                give(blobs, mary, number);
            }
            Problem problem = catchThrowableOfType(Problem.class, () -> give(blobs, mary, 5));
            assertThat(problem.code()).isEqualTo("quota");
        }
        assertThat(meters.text())
                .contains(
                        "colophon_uploads_received_bytes_total 5020",
                        "colophon_uploads_refused_total{reason=\"quota\"} 1");
    }

    @Test
    void a_reader_has_the_quota_that_an_admin_gave_them() throws IOException {
        UUID mary = Readers.add(rows, "mary").id();
        UUID john = Readers.add(rows, "john").id();
        rows.run("UPDATE users SET quota_bytes = 1500 WHERE id = '" + mary + "'");
        try (BlobStore store = StoreKind.FOLDER.open(folder)) {
            Blobs blobs = blobs(store);
            give(blobs, mary, 0);
            Problem problem = catchThrowableOfType(Problem.class, () -> give(blobs, mary, 1));
            assertThat(problem.code()).isEqualTo("quota");
            assertThat(problem.detail()).contains("1500 bytes");
            give(blobs, john, 2);
            give(blobs, john, 3);
            rows.run("UPDATE users SET quota_bytes = 0 WHERE id = '" + john + "'");
            assertThat(catchThrowableOfType(Problem.class, () -> blobs.demandRoom(john))
                            .code())
                    .isEqualTo("quota");
            rows.run("UPDATE users SET quota_bytes = NULL WHERE id = '" + mary + "'");
            give(blobs, mary, 1);
        }
    }

    private static StoredFile give(Blobs blobs, UUID reader, int number) throws IOException {
        byte[] bytes = new byte[1_000];
        bytes[0] = (byte) number;
        return blobs.store(Folder.NOTES, "text/plain", new ByteArrayInputStream(bytes), 1_000, reader);
    }

    /** Ten of them would be twice the quota. */
    @Test
    void a_file_that_could_not_be_stored_does_not_count_in_the_quota(@TempDir Path place) throws IOException {
        UUID mary = Readers.add(rows, "mary").id();
        Files.writeString(place.resolve("uploads"), "a file in the way");
        try (BlobStore store = StoreKind.FOLDER.open(place)) {
            Blobs blobs = blobs(store);
            for (int number = 0; number < 10; number++) {
                int one = number;
                Problem problem = catchThrowableOfType(Problem.class, () -> give(blobs, mary, one));
                assertThat(problem.kind()).isEqualTo(Kind.UNAVAILABLE);
            }
        }
        assertThat(meters.text()).contains("colophon_uploads_refused_total{reason=\"unavailable\"} 10");
    }
}
