package dev.colophon.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.account.MovableClock;
import dev.colophon.database.Database;
import dev.colophon.observe.metric.Meters;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.storage.BlobStore;
import dev.colophon.storage.StoredBlob;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TakesLong;
import dev.colophon.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What nothing refers to goes after a day, and nothing else. */
@EveryDatabase
@Timeout(120)
class BlobSweepTest {
    private static final Duration OVER_A_DAY = Duration.ofHours(25);

    @TempDir
    Path folder;

    private final TestDatabase rows;
    private final Database database;
    private final MovableClock clock = new MovableClock();

    BlobSweepTest(TestDatabase rows) {
        this.rows = rows;
        this.database = rows.database();
    }

    private Blobs blobs(BlobStore store) {
        return new Blobs(database, store, clock, 1_000, new MediaMetrics(new Meters()));
    }

    private StoredFile store(BlobStore store, String text) {
        try {
            var in = new ByteArrayInputStream(text.getBytes(UTF_8));
            return blobs(store).store(Folder.PICTURES, "image/jpeg", in, 1000, null);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void refer(StoredFile large, StoredFile small) {
        rows.run("INSERT INTO pictures (id, large, small, width, height, source, created_at) VALUES ('"
                + UUID.randomUUID() + "', '" + large.name() + "', '" + small.name()
                + "', 1, 1, 'upload', '2026-03-01T12:00:00Z')");
    }

    private void useIt() {
        rows.run(
                "INSERT INTO books (id, title, title_key, author_key, author_sort_key, search_key, contributors, series,"
                        + " identifiers, version, created_at, updated_at, cover_id) SELECT '" + UUID.randomUUID()
                        + "', 'x', 'x', 'x', 'x', 'x', '[]', '[]', '{}', 1, created_at, created_at, id FROM pictures");
    }

    private int sweep(BlobStore store) {
        return new BlobSweep(database, store, clock).run();
    }

    private static List<String> names(BlobStore store) {
        return store.list("").stream().map(StoredBlob::name).toList();
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void what_nothing_refers_to_goes_after_a_day(StoreKind kind) {
        try (BlobStore store = kind.open(folder)) {
            StoredFile large = store(store, "large");
            StoredFile small = store(store, "small");
            refer(large, small);
            useIt();
            store(store, "nobody's");
            store.replace("something/else", new byte[3]);

            assertThat(sweep(store)).as("within the day").isZero();
            clock.pass(OVER_A_DAY);
            assertThat(sweep(store)).isEqualTo(1);

            assertThat(names(store)).containsExactlyInAnyOrder(large.name(), small.name(), "something/else");
            assertThat(rows.query("SELECT name FROM blobs")).containsExactlyInAnyOrder(large.name(), small.name());
        }
    }

    @Test
    void a_picture_that_no_book_and_no_reader_has_goes_with_its_files() {
        try (BlobStore store = StoreKind.FOLDER.open(folder)) {
            refer(store(store, "large"), store(store, "small"));
            assertThat(sweep(store)).isZero();
            clock.pass(OVER_A_DAY);

            assertThat(sweep(store)).isEqualTo(2);
            assertThat(rows.query("SELECT id FROM pictures")).isEmpty();
            assertThat(names(store)).isEmpty();
        }
    }

    @Test
    void several_hundred_go_at_once() {
        try (BlobStore store = StoreKind.FOLDER.open(folder)) {
            for (int number = 0; number < 205; number++) {
                store(store, "nobody's " + number);
            }
            clock.pass(OVER_A_DAY);

            assertThat(sweep(store)).isEqualTo(205);
            assertThat(names(store)).isEmpty();
        }
    }

    @Test
    void a_file_that_is_gone_cannot_be_claimed_and_one_that_was_claimed_stays() {
        try (BlobStore store = StoreKind.FOLDER.open(folder)) {
            Blobs blobs = blobs(store);
            StoredFile gone = store(store, "gone");
            StoredFile claimed = store(store, "claimed");
            clock.pass(OVER_A_DAY);
            database.write(session -> {
                blobs.claim(session, claimed);
                return claimed;
            });
            sweep(store);

            Problem problem = catchThrowableOfType(
                    Problem.class,
                    () -> database.write(session -> {
                        blobs.claim(session, gone);
                        return gone;
                    }));
            assertThat(problem.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(names(store)).containsExactly(claimed.name());
        }
    }

    /** Two servers on PostgreSQL, two threads of the one on SQLite. */
    @TakesLong("gives and sweeps the same file again and again")
    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void a_file_that_is_given_again_while_it_is_swept_is_there_in_the_end(StoreKind kind) {
        Database other = rows.engine() == Engine.POSTGRESQL ? TestDatabase.open(rows.settings()) : database;
        try (BlobStore store = kind.open(folder)) {
            BlobSweep sweep = new BlobSweep(other, store, clock);
            for (int round = 0; round < 25; round++) {
                String text = "round " + round;
                store(store, text);
                clock.pass(OVER_A_DAY);

                CompletableFuture<Integer> swept = CompletableFuture.supplyAsync(sweep::run);
                StoredFile again = store(store, text);
                swept.join();

                assertThat(names(store)).as(text).contains(again.name());
                assertThat(rows.query("SELECT name FROM blobs")).as(text).contains(again.name());
            }
        } finally {
            if (other != database) {
                other.close();
            }
        }
    }

    @Test
    void the_sweep_knows_every_column_that_refers_to_pictures() {
        assertThat(referring("pictures")).containsExactlyInAnyOrder("books.cover_id", "users.picture_id");
    }

    /** Otherwise the sweep would try in vain, again and again, what such a column keeps; rows that go along keep none. */
    @Test
    void the_sweep_knows_every_column_that_refers_to_blobs() {
        List<String> columns = referring("blobs");

        assertThat(columns)
                .isNotEmpty()
                .allSatisfy(column -> assertThat(BlobRows.UNUSED).contains(column + " = blobs.name"));
    }

    private List<String> referring(String table) {
        return rows.query(rows.engine() == Engine.POSTGRESQL ? """
                        SELECT conrelid::regclass || '.' || attname FROM pg_constraint
                        JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
                        WHERE contype = 'f' AND confdeltype <> 'c' AND confrelid = '%s'::regclass
                        """.formatted(table) : """
                        SELECT t.name || '.' || f."from" FROM sqlite_schema t, pragma_foreign_key_list(t.name) f
                        WHERE t.type = 'table' AND f.on_delete <> 'CASCADE' AND f."table" = '%s'
                        """.formatted(table));
    }
}
