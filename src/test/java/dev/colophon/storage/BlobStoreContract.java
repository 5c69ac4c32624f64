package dev.colophon.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.storage.StorageFailure.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every store of blobs. */
public abstract class BlobStoreContract {
    private static final String NAME = "colophon-0a1b2c3d-manual.clb";

    protected BlobStore store;

    /** An empty store. */
    protected abstract BlobStore open() throws IOException;

    @BeforeEach
    void openStore() throws IOException {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 3_000_000})
    void what_is_written_is_read(int bytes) throws IOException {
        byte[] content = random(bytes);
        write(NAME, content);

        assertThat(read(NAME)).isEqualTo(content);
        assertThat(store.list(""))
                .extracting(StoredBlob::name, StoredBlob::bytes)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(NAME, (long) bytes));
        assertThat(store.list("").getFirst().modifiedAt())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    @Test
    void any_cut_of_bytes_is_written() throws IOException {
        byte[] content = random(300_000);
        try (BlobWriter writer = store.create(NAME)) {
            writer.write(content[0]);
            writer.write(content, 1, 0);
            writer.write(content, 1, 100_000);
            writer.flush();
            writer.write(content, 100_001, 199_999);
            writer.commit();
        }

        assertThat(read(NAME)).isEqualTo(content);
    }

    @Test
    void nothing_is_visible_before_it_is_committed() throws IOException {
        try (BlobWriter writer = store.create(NAME)) {
            writer.write(random(200_000));
            writer.flush();

            assertThat(store.list("")).isEmpty();
            fails(Reason.MISSING, () -> store.read(NAME));
            writer.commit();
        }

        assertThat(store.list("")).hasSize(1);
    }

    @Test
    void what_is_not_committed_leaves_nothing() throws IOException {
        try (BlobWriter writer = store.create(NAME)) {
            writer.write(random(200_000));
        }

        assertThat(store.list("")).isEmpty();
        assertThat(store.sweep(Duration.ofDays(-1))).isZero();
        write(NAME, random(10));
        assertThat(read(NAME)).hasSize(10);
    }

    @Test
    void nothing_is_written_after_the_end() throws IOException {
        BlobWriter writer = store.create(NAME);
        writer.write(1);
        writer.commit();

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> writer.write(2));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(writer::commit);
        writer.close();
        writer.close();
        assertThat(read(NAME)).containsExactly(1);

        BlobWriter givenUp = store.create("other");
        givenUp.close();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> givenUp.write(2));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(givenUp::commit);
        fails(Reason.MISSING, () -> store.read("other"));
    }

    @Test
    void a_blob_is_not_written_again() throws IOException {
        byte[] content = random(1_000);
        write(NAME, content);

        fails(Reason.EXISTS, () -> write(NAME, random(2_000)));
        assertThat(read(NAME)).isEqualTo(content);
    }

    @Test
    void of_two_writers_of_one_name_the_first_to_commit_has_it() throws IOException {
        byte[] content = random(1_000);
        try (BlobWriter second = store.create(NAME);
                BlobWriter first = store.create(NAME)) {
            second.write(random(2_000));
            first.write(content);
            first.commit();

            fails(Reason.EXISTS, second::commit);
        }

        assertThat(read(NAME)).isEqualTo(content);
        assertThat(store.sweep(Duration.ofDays(-1))).isZero();
    }

    @Test
    void of_many_that_write_at_once_one_has_the_name() throws Exception {
        int writers = 6;
        CyclicBarrier start = new CyclicBarrier(writers);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            byte[] content = new byte[10_000 + writer];
            tasks.add(() -> {
                start.await();
                try {
                    write(NAME, content);
                    return content.length;
                } catch (StorageFailure failure) {
                    assertThat(failure.reason()).isEqualTo(Reason.EXISTS);
                    return 0;
                }
            });
        }

        List<Integer> winners = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            for (Future<Integer> outcome : threads.invokeAll(tasks)) {
                winners.add(outcome.get());
            }
        }
        winners.removeIf(bytes -> bytes == 0);

        assertThat(winners).hasSize(1);
        assertThat(read(NAME)).hasSize(winners.getFirst());
    }

    @Test
    void a_small_blob_is_replaced() throws IOException {
        store.replace("a/note.json", new byte[] {1, 2, 3});
        assertThat(read("a/note.json")).containsExactly(1, 2, 3);

        store.replace("a/note.json", new byte[] {4});
        assertThat(read("a/note.json")).containsExactly(4);
        assertThat(store.list("")).hasSize(1);

        store.replace("a/note.json", new byte[0]);
        assertThat(read("a/note.json")).isEmpty();
    }

    @Test
    void readers_see_the_old_or_the_new_of_what_is_replaced() throws Exception {
        store.replace(NAME, filled(0));
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Integer> reads = threads.submit(() -> {
                int number = 0;
                for (int last = 0; last < 40; number++) {
                    byte[] seen = read(NAME);
                    assertThat(seen).isEqualTo(filled(seen[0]));
                    assertThat((int) seen[0]).isGreaterThanOrEqualTo(last);
                    last = seen[0];
                }
                return number;
            });
            for (int value = 1; value <= 40; value++) {
                store.replace(NAME, filled(value));
            }
            assertThat(reads.get()).isPositive();
        }
    }

    @Test
    void the_list_is_by_name_and_of_a_prefix() throws IOException {
        List<String> names = List.of("a", "b.x", "b/a", "b/c/d", "B", "b-1", "b_1", "b1", "-", "_", "b/C", "0");
        for (String name : names) {
            store.replace(name, new byte[0]);
        }

        assertThat(store.list(""))
                .extracting(StoredBlob::name)
                .containsExactlyElementsOf(names.stream().sorted().toList());
        assertThat(store.list("b/")).extracting(StoredBlob::name).containsExactly("b/C", "b/a", "b/c/d");
        assertThat(store.list("b1")).extracting(StoredBlob::name).containsExactly("b1");
        assertThat(store.list("../")).isEmpty();
        assertThat(store.list("/")).isEmpty();
        assertThat(store.list("b/c/d/e")).isEmpty();
    }

    @Test
    void a_blob_is_removed_and_one_that_is_missing_is_no_failure() throws IOException {
        write("a/b", random(10));
        store.delete("a/b");

        assertThat(store.list("")).isEmpty();
        fails(Reason.MISSING, () -> store.read("a/b"));
        store.delete("a/b");
        store.delete("a");
        store.delete("never/was");
        write("a/b", random(20));
        store.delete("a");
        fails(Reason.MISSING, () -> store.read("a"));
        assertThat(read("a/b")).hasSize(20);
    }

    @Test
    void what_is_no_name_is_refused_by_everything() throws IOException {
        List<String> hostile = new ArrayList<>(List.of("", "/", ".", "..", "../x", "a/../b", "/etc/passwd", "a//b"));
        hostile.addAll(List.of("a/", "/a", "a/.", ".hidden", "a/.b", ".partial-1", "a\\b", "a b", "a\0b", "a\nb"));
        hostile.addAll(List.of("é", "a%2fb", "a%2e%2e", "~", "C:x", "a?b", "a#b", "*", "\uD83D\uDCD6", "\uD800"));
        hostile.addAll(List.of("x".repeat(201), "a/".repeat(300) + "a", "-rf/..", "a;b", "$(id)", "a|b", "a&b"));
        hostile.addAll(made());

        for (String name : hostile) {
            refused(() -> store.create(name));
            refused(() -> store.replace(name, new byte[0]));
            refused(() -> store.read(name));
            refused(() -> store.delete(name));
        }
        assertThat(store.list("")).isEmpty();
    }

    /** Texts of what paths and URLs are made of, without those that are names. */
    private static List<String> made() {
        String[] pieces = {"a", "B9", ".", "..", "/", "\\", "%2e", "%2f", "\0", "\n", " ", "é", "-", "_", "~", ":", "?"
        };
        Random random = new Random(20261129);
        List<String> texts = new ArrayList<>();
        for (int number = 0; number < 2_000; number++) {
            StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(1, 7); piece > 0; piece--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            texts.add(text.toString());
        }
        texts.removeIf(text -> text.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*"));
        assertThat(texts).hasSizeGreaterThan(1_000);
        return texts;
    }

    @Test
    void the_longest_names_are_names() throws IOException {
        String part = "x".repeat(200);
        for (String name : List.of(part, "y" + part.substring(1) + "/" + part, "a..b", "-rf", "a/-/_")) {
            write(name, random(3));
            assertThat(read(name)).hasSize(3);
        }
    }

    protected final void write(String name, byte[] content) throws IOException {
        try (BlobWriter writer = store.create(name)) {
            writer.write(content);
            writer.commit();
        }
    }

    protected final byte[] read(String name) throws IOException {
        try (InputStream in = store.read(name)) {
            return in.readAllBytes();
        }
    }

    protected static byte[] random(int bytes) {
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        return content;
    }

    protected static StorageFailure fails(Reason reason, ThrowingCallable what) {
        StorageFailure failure = catchThrowableOfType(StorageFailure.class, what);
        assertThat(failure).isNotNull();
        assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
        return failure;
    }

    private static void refused(ThrowingCallable what) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(what);
    }

    private static byte[] filled(int value) {
        byte[] content = new byte[50_000];
        Arrays.fill(content, (byte) value);
        return content;
    }
}
