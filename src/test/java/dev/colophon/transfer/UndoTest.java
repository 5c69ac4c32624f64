package dev.colophon.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.observe.metric.Meters;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.ShelfListener;
import dev.colophon.shelf.intake.EntryUndo;
import dev.colophon.shelf.intake.Intake;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import dev.colophon.transfer.job.ImportItem;
import dev.colophon.transfer.job.ImportItem.Outcome;
import dev.colophon.transfer.job.ImportJob;
import dev.colophon.transfer.job.ImportRepository;
import dev.colophon.transfer.job.JobRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An import is taken back as if it had never been, but for what was changed since. */
@EveryDatabase
@Timeout(120)
class UndoTest {
    private static final UUID READER = ShelfRows.READER;
    private static final String NAMES = "Book Id,Title,Author,ISBN13,My Rating,Exclusive Shelf,Bookshelves,Date Read\n";
    private static final String LAMPS = NAMES + "1,Lamps,Ann Lee,9781000000016,4,read,fantasy,2020/01/02\n";

    /** What an import can change, without the rows of imports themselves and what no entry has any more. */
    private static final List<String> EVERYTHING = Stream.concat(
                    ImportedRows.QUERIES.stream().filter(query -> !query.contains("import_items")),
                    Stream.of(
                            "SELECT name_key FROM authors ORDER BY 1",
                            "SELECT name_key FROM series ORDER BY 1",
                            "SELECT id, user_id, book_id, status, format, ownership, copies, condition, location,"
                                    + " lent_to, rating, review, review_spoiler, reviewed_at, favourite, private_note,"
                                    + " added_on, status_changed_at, tag_names, visibility FROM userbooks ORDER BY 1",
                            "SELECT id, userbook_id, started_on, finished_on, outcome, source FROM reads ORDER BY 1",
                            "SELECT userbook_id, tag_id, position FROM userbook_tags ORDER BY 1, 2"))
            .toList();

    @TempDir
    private Path folder;

    private TestDatabase test;
    private volatile Instant now = Instant.parse("2026-01-02T03:04:05Z");

    @BeforeEach
    void prepare(TestDatabase test) {
        this.test = test;
        ShelfRows.insert(test);
    }

    private Imports imports(ShelfListener... listeners) {
        InstantSource clock = () -> now;
        Shelving shelving = new Shelving.OnShelf(
                new Intake(test.database(), Clock.systemUTC(), List.of()),
                Optional.empty(),
                Optional.of(new EntryUndo(test.database(), Clock.systemUTC(), List.of(listeners))));
        return new Imports(test.database(), shelving, new ImportSettings(5_000, 50_000_000), clock, new Meters());
    }

    private ImportJob imported(UUID reader, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("import.csv"), text);
        return imports().run(reader, file, false, progress -> {});
    }

    private ImportJob undone(ImportJob job, ShelfListener... listeners) {
        Imports imports = imports(listeners);
        assertThat(imports.undo(READER, job.id()).status()).isEqualTo(ImportJob.Status.UNDOING);
        return imports.resume(READER, progress -> {}).orElseThrow();
    }

    private List<List<String>> everything() {
        return EVERYTHING.stream().map(test::query).toList();
    }

    private List<ImportItem> rows(ImportJob job) {
        return imports().items(job, null, -1, 100).items();
    }

    @Test
    void books_and_entries_that_it_added_are_gone() throws IOException {
        List<List<String>> before = everything();
        ImportJob job = imported(READER, GoodreadsFile.text(GoodreadsFile.COLUMNS_31, 700, 3));
        assertThat(job.count(Outcome.CREATED)).isEqualTo(700);

        ImportJob undone = undone(job);

        assertThat(undone.status()).isEqualTo(ImportJob.Status.UNDONE);
        assertThat(undone.counts()).isEqualTo(Map.of(Outcome.SKIPPED, 700));
        assertThat(rows(undone)).extracting(ImportItem::reasonCode).containsOnly("undone");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void rows_about_one_book_are_taken_back_together() throws IOException {
        List<List<String>> before = everything();
        ImportJob job = imported(
                READER,
                TogetherTest.TRICKY.replaceFirst("(?s)\n.*", "\n")
                        + "900001,Lamps,Ann Lee,9781000000016,,to-read,tower,,0\n"
                        + "900001,Lamps,Ann Lee,9781000000016,4,read,\"fantasy, tower\",2020/01/02,2\n"
                        + "900002,Lamps,Ann Lee,9781000000016,,to-read,dark,,0\n"
                        + "900005,\"Keys (Tower, #2)\",Ann Lee,,,currently-reading,fantasy,,1\n");
        assertThat(job.counts()).isEqualTo(Map.of(Outcome.CREATED, 2, Outcome.UPDATED, 2));

        assertThat(undone(job).counts()).isEqualTo(Map.of(Outcome.SKIPPED, 4));
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void an_entry_that_was_there_becomes_as_it_was() throws IOException {
        imported(READER, NAMES + "1,Lamps,Ann Lee,9781000000016,,to-read,tower,\n");
        List<List<String>> before = everything();
        ImportJob job = imported(READER, LAMPS);
        assertThat(job.count(Outcome.UPDATED)).isEqualTo(1);
        assertThat(test.query("SELECT status, rating FROM userbooks WHERE rating IS NOT NULL"))
                .containsExactly("read|16");

        assertThat(undone(job).count(Outcome.SKIPPED)).isEqualTo(1);
        assertThat(everything()).isEqualTo(before);
        assertThat(imported(READER, LAMPS).count(Outcome.UPDATED)).isEqualTo(1);
    }

    @Test
    void entries_that_were_changed_since_stay_as_they_are() throws IOException {
        String file = LAMPS
                + "2,Keys,Ann Lee,,5,read,,2020/01/02\n"
                + "3,Doors,Bo Ek,,,to-read,,\n"
                + "4,Walls,Bo Ek,,,currently-reading,,\n"
                + "5,Roofs,Bo Ek,,,to-read,,\n";
        ImportJob job = imported(READER, file);
        test.run("UPDATE userbooks SET rating = 8, rating_key = 8, version = version + 1 WHERE title_key = 'lamps'");
        note("doors");
        test.run("INSERT INTO progress (id, read_id, unit, amount, reached_at) SELECT '" + UUID.randomUUID()
                + "', r.id, 'page', 7, " + "'2026-01-01T00:00:00.000000Z'"
                + " FROM reads r JOIN userbooks u ON u.id = r.userbook_id WHERE u.title_key = 'walls'");
        test.run("DELETE FROM userbooks WHERE title_key = 'roofs'");

        ImportJob undone = undone(job);

        assertThat(test.query("SELECT title_key FROM userbooks ORDER BY 1"))
                .containsExactly("a book", "doors", "lamps", "walls");
        assertThat(test.query("SELECT COUNT(*) FROM notes")).containsExactly("1");
        assertThat(test.query("SELECT COUNT(*) FROM progress")).containsExactly("1");
        assertThat(undone.counts()).isEqualTo(Map.of(Outcome.CREATED, 3, Outcome.SKIPPED, 2));
        assertThat(imports().items(undone, Outcome.CREATED, -1, 10).items())
                .extracting(ImportItem::reasonCode)
                .containsOnly("changed_since");
    }

    private void note(String titleKey) {
        test.run("INSERT INTO notes (id, userbook_id, user_id, kind, body, visibility, search_key, version, created_at,"
                + " updated_at) SELECT '" + UUID.randomUUID() + "', u.id, u.user_id, 'note', 'Mine', 'inherit',"
                + " 'mine', 1, u.created_at, u.updated_at FROM userbooks u WHERE u.title_key = '" + titleKey + "'");
    }

    @Test
    void progress_of_a_read_that_stays_does_not_hinder() throws IOException {
        imported(READER, NAMES + "4,Walls,Bo Ek,,,currently-reading,,\n");
        test.run("INSERT INTO progress (id, read_id, unit, amount, reached_at) SELECT '" + UUID.randomUUID()
                + "', r.id, 'page', 7, '2026-01-01T00:00:00.000000Z' FROM reads r");
        List<List<String>> before = everything();
        ImportJob job = imported(READER, NAMES + "4,Walls,Bo Ek,,5,read,,2026/02/03\n");
        note("walls");

        assertThat(undone(job).count(Outcome.SKIPPED)).isEqualTo(1);
        assertThat(everything()).isEqualTo(before);
        assertThat(test.query("SELECT COUNT(*) FROM progress")).containsExactly("1");
        assertThat(test.query("SELECT COUNT(*) FROM notes")).containsExactly("1");
    }

    @Test
    void a_book_that_somebody_else_has_or_that_is_called_otherwise_stays() throws IOException {
        ImportJob job = imported(READER, LAMPS + "2,Keys,Ann Lee,,5,read,,2020/01/02\n");
        imported(ShelfRows.OTHER_READER, LAMPS);
        test.run("UPDATE books SET title = 'The Keys', title_key = 'the keys' WHERE title_key = 'keys'");

        undone(job);

        assertThat(test.query("SELECT title FROM books ORDER BY 1")).containsExactly("A Book", "Lamps", "The Keys");
        assertThat(test.query("SELECT user_id FROM userbooks WHERE title_key = 'lamps'"))
                .containsExactly(ShelfRows.OTHER_READER.toString());
    }

    @Test
    void a_row_that_cannot_be_taken_back_does_not_hold_up_the_others() throws IOException {
        ImportJob job = imported(READER, LAMPS + "2,Keys,Ann Lee,,5,read,,2020/01/02\n3,Doors,Bo Ek,,,to-read,,\n");
        String keys =
                test.query("SELECT id FROM userbooks WHERE title_key = 'keys'").getFirst();

        ImportJob undone = undone(job, (session, change, entry) -> {
            if (entry.id().toString().equals(keys)) {
                throw new IllegalStateException("not this one");
            }
        });

        assertThat(undone.status()).isEqualTo(ImportJob.Status.UNDONE);
        assertThat(test.query("SELECT title_key FROM userbooks ORDER BY 1")).containsExactly("a book", "keys");
        assertThat(rows(undone)).extracting(ImportItem::reasonCode).containsExactly("undone", "undo_failed", "undone");
    }

    @Test
    void one_that_is_killed_anywhere_is_gone_on_with() throws IOException {
        List<List<String>> before = everything();
        String text = GoodreadsFile.text(GoodreadsFile.COLUMNS_31, 450, 5);
        int steps = 1;
        boolean more = true;
        while (more) {
            ImportJob job = imported(READER, text);
            Imports dying = imports();
            dying.undo(READER, job.id());
            JobRun run = dying.claimNext().orElseThrow();
            for (int step = 0; step < steps && more; step++) {
                more = run.step();
            }
            if (more) {
                assertThat(imports().claimNext()).as("the lease still runs").isEmpty();
                now = now.plus(ImportRepository.LEASE).plusSeconds(1);
                assertThat(imports().resume(READER, progress -> {})).isPresent();
            }
            assertThat(everything()).as("after %d steps", steps).isEqualTo(before);
            assertThat(imports().job(READER, job.id()).counts()).isEqualTo(Map.of(Outcome.SKIPPED, 450));
            test.run("DELETE FROM import_jobs");
            steps++;
        }
        assertThat(steps).isGreaterThan(4);
    }

    @Test
    void only_an_import_of_the_reader_that_has_ended_is_taken_back_once() throws IOException {
        ImportJob trial = imports().run(READER, Files.writeString(folder.resolve("t.csv"), LAMPS), true, it -> {});
        assertThat(refused(READER, trial).code()).isEqualTo("nothing_to_undo");
        ImportJob job = imported(READER, LAMPS);
        assertThat(refused(ShelfRows.OTHER_READER, job).kind()).isEqualTo(Kind.NOT_FOUND);
        ImportJob nothing = imported(READER, LAMPS);
        assertThat(refused(READER, nothing).code()).isEqualTo("nothing_to_undo");
        Imports imports = imports();
        ImportJob running = imports.accept(READER, folder.resolve("import.csv"), false);
        assertThat(refused(READER, running).code()).isEqualTo("nothing_to_undo");
        assertThat(refused(READER, job).code()).isEqualTo("import_running");
        imports.cancel(READER, running.id());

        imports.undo(READER, job.id());
        assertThat(refused(READER, job).code()).isEqualTo("nothing_to_undo");
        assertThat(catchThrowableOfType(Problem.class, () -> imports.cancel(READER, job.id()))
                        .code())
                .isEqualTo("import_undoing");
        assertThat(imports.resume(READER, progress -> {})).isPresent();
        assertThat(refused(READER, job).code()).isEqualTo("nothing_to_undo");
        assertThat(imports.isRetryable(imports.job(READER, job.id()))).isFalse();
    }

    private Problem refused(UUID reader, ImportJob job) {
        return catchThrowableOfType(Problem.class, () -> imports().undo(reader, job.id()));
    }
}
