package dev.colophon.storage.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.colophon.storage.BlobStore;
import dev.colophon.storage.BlobStoreContract;
import dev.colophon.storage.BlobWriter;
import dev.colophon.storage.StorageFailure.Reason;
import dev.colophon.storage.StoredBlob;
import dev.colophon.testing.TakesLong;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStoreTest extends BlobStoreContract {
    /** Makes root obey the modes of files, as everybody else does. */
    private static final String WITHOUT_PRIVILEGES =
            "[ $(id -u) != 0 ] || exec setpriv --bounding-set=-all --inh-caps=-all \"$@\"";

    @TempDir
    Path place;

    @Override
    protected BlobStore open() {
        return DirectoryStore.open(folder(), InstantSource.system());
    }

    @AfterEach
    void nothing_is_outside_and_no_part_is_left() throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            assertThat(files).hasSizeLessThanOrEqualTo(1);
        }
        assertThat(parts()).isEmpty();
    }

    @Test
    void only_the_owner_sees_what_is_stored() throws IOException {
        write("a/b", random(10));
        store.replace("c", random(10));

        for (String made : List.of("", "a")) {
            assertThat(mode(folder().resolve(made))).isEqualTo("rwx------");
        }
        for (String written : List.of("a/b", "c")) {
            assertThat(mode(folder().resolve(written))).isEqualTo("rw-------");
        }
    }

    @Test
    void a_folder_that_is_only_looked_at_is_not_made_and_holds_nothing() throws IOException {
        Path looked = place.resolve("new/elsewhere");
        try (BlobStore there = DirectoryStore.later(looked, InstantSource.system())) {
            assertThat(there.isThere()).isFalse();
            assertThat(there.list("")).isEmpty();
            assertThat(there.sweep(Duration.ZERO)).isZero();
            assertThat(there.freeBytes()).isPresent();
            there.delete("a");
            fails(Reason.MISSING, () -> there.read("a"));
            assertThat(looked).doesNotExist();

            there.replace("a", random(3));
            assertThat(there.isThere()).isTrue();
            assertThat(there.list("")).hasSize(1);

            Files.delete(looked.resolve("a"));
            Files.delete(looked);
            fails(Reason.UNREACHABLE, () -> there.list(""));
        }
        Path blocked = Files.createFile(place.resolve("new/blocked"));
        try (BlobStore none = DirectoryStore.later(blocked.resolve("backups"), InstantSource.system())) {
            fails(Reason.DENIED, none::isThere);
            fails(Reason.DENIED, () -> none.list(""));
        }
    }

    @Test
    void a_folder_that_is_there_keeps_its_mode() throws IOException {
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxr-x---"));
        DirectoryStore.open(folder(), InstantSource.system()).close();

        assertThat(mode(folder())).isEqualTo("rwxr-x---");
    }

    @Test
    @TakesLong("starts a process")
    void a_writer_that_is_killed_leaves_only_what_a_sweep_removes() throws Exception {
        Process child = StoreChild.start(":", "write on and on", folder());
        assertThat(child.inputReader().readLine()).isEqualTo("writing");
        child.destroyForcibly();
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(store.list("")).isEmpty();
        fails(Reason.MISSING, () -> store.read(StoreChild.NAME));
        assertThat(parts()).hasSize(1);
        assertThat(store.sweep(Duration.ofHours(1))).isZero();
        write(StoreChild.NAME, random(5));

        InstantSource later = InstantSource.fixed(Instant.now().plus(Duration.ofHours(2)));
        assertThat(DirectoryStore.open(folder(), later).sweep(Duration.ofHours(1)))
                .isOne();
        assertThat(store.list("")).extracting(StoredBlob::bytes).containsExactly(5L);
    }

    @Test
    @TakesLong("starts a process")
    void no_room_is_said_and_leaves_nothing() throws Exception {
        String answer = StoreChild.answer(StoreChild.start("ulimit -f 4000", "write", folder()));

        assertThat(answer).startsWith("FULL cannot write big.clb into the folder " + folder());
        assertThat(store.list("")).isEmpty();
        assertThat(parts()).isEmpty();
    }

    @Test
    void the_words_of_a_full_disk_are_known() {
        IOException full = org.assertj.core.api.Assertions.catchThrowableOfType(
                IOException.class, () -> Files.write(Path.of("/dev/full"), new byte[1]));

        assertThat(FileFailures.of("write", full).reason()).isEqualTo(Reason.FULL);
    }

    @Test
    @TakesLong("starts processes")
    void a_folder_without_rights_is_said() throws Exception {
        Path closed = folder().resolve("closed");
        Files.createDirectory(
                closed, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));

        assertThat(StoreChild.answer(StoreChild.start(WITHOUT_PRIVILEGES, "list", closed)))
                .startsWith("DENIED cannot list the folder " + closed);
        assertThat(StoreChild.answer(StoreChild.start(WITHOUT_PRIVILEGES, "create", closed)))
                .startsWith("DENIED cannot write big.clb into the folder " + closed);
        // what is closed may hold blobs, so that a list without them would be a lie
        assertThat(StoreChild.answer(StoreChild.start(WITHOUT_PRIVILEGES, "list", folder())))
                .startsWith("DENIED");
    }

    @Test
    void what_is_no_blob_is_not_listed_and_not_read() throws IOException {
        write("a/b", random(10));
        Files.createDirectories(folder().resolve("lost+found"));
        Files.createDirectories(folder().resolve(".snapshot/a"));
        Files.write(folder().resolve(".snapshot/a/b"), new byte[1]);
        Files.write(folder().resolve("a b"), new byte[1]);
        Files.write(folder().resolve(".names.lock"), new byte[1]);
        Files.createSymbolicLink(folder().resolve("link"), folder().resolve("a/b"));
        Files.createSymbolicLink(folder().resolve("loop"), folder());

        assertThat(store.list("")).extracting(StoredBlob::name).containsExactly("a/b");
        fails(Reason.MISSING, () -> store.read("link"));
        fails(Reason.MISSING, () -> store.read("a"));
        store.delete("link");
        assertThat(folder().resolve("link")).isSymbolicLink();
    }

    @Test
    void a_name_is_not_both_a_blob_and_the_beginning_of_others() throws IOException {
        write("a/b", random(10));

        fails(Reason.EXISTS, () -> write("a", random(1)));
        fails(Reason.EXISTS, () -> write("a/b/c", random(1)));
        fails(Reason.MISSING, () -> store.read("a/b/c"));
        store.delete("a/b/c");
        assertThat(read("a/b")).hasSize(10);
    }

    @Test
    void only_old_parts_are_swept() throws IOException {
        Files.createDirectories(folder().resolve("a"));
        Path old = Files.createFile(folder().resolve("a/.partial-old"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
        write("a/b", random(10));
        Files.setLastModifiedTime(folder().resolve("a/b"), FileTime.from(Instant.EPOCH));
        try (BlobWriter running = store.create("c")) {
            running.write(1);

            assertThat(store.sweep(Duration.ofDays(2))).isOne();
            assertThat(old).doesNotExist();
            running.commit();
        }

        assertThat(store.list("")).hasSize(2);
    }

    @Test
    void a_file_that_shrinks_under_a_reader_is_a_failure() throws IOException {
        write("a", random(100_000));
        try (InputStream in = store.read("a")) {
            in.readNBytes(10);
            Files.write(folder().resolve("a"), new byte[20_000]);

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(in::readAllBytes)
                    .withMessageContaining("ended after")
                    .withMessageContaining("of 100000 bytes");
        }
    }

    @Test
    void where_there_are_no_hard_links_one_still_has_the_name() throws Exception {
        AtomicInteger winners = new AtomicInteger();
        try (var threads = java.util.concurrent.Executors.newFixedThreadPool(6)) {
            for (int number = 0; number < 60; number++) {
                Path part = Files.write(folder().resolve(".partial-" + number), new byte[] {(byte) number});
                Path name = folder().resolve("name-" + number / 6);
                threads.execute(() -> {
                    try {
                        NewNames.renameAlone(part, name, folder());
                        winners.incrementAndGet();
                    } catch (FileAlreadyExistsException taken) {
                        Folders.discard(part);
                    } catch (IOException failure) {
                        throw new java.io.UncheckedIOException(failure);
                    }
                });
            }
        }

        assertThat(winners).hasValue(10);
        assertThat(store.list("")).hasSize(10);
    }

    @Test
    void a_file_in_place_of_the_folder_and_a_folder_that_is_gone_are_said() throws IOException {
        Path file = Files.createFile(folder().resolve("file"));
        fails(Reason.UNREACHABLE, () -> DirectoryStore.open(file, InstantSource.system()));
        Files.delete(file);
        Files.delete(folder());

        fails(Reason.UNREACHABLE, () -> store.list(""));
        fails(Reason.MISSING, () -> store.read("a"));
    }

    @Test
    void the_room_that_is_left_is_known() {
        assertThat(store.freeBytes().orElseThrow()).isPositive();
        assertThat(store.where()).isEqualTo("the folder " + folder());
    }

    private Path folder() {
        return place.resolve("new/backups");
    }

    private List<Path> parts() throws IOException {
        if (!Files.exists(folder())) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder())) {
            return files.filter(file -> file.getFileName().toString().startsWith(".partial-"))
                    .toList();
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
