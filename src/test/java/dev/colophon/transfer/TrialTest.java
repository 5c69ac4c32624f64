package dev.colophon.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.observe.metric.Meters;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
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
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A trial becomes the import without its file, whatever comes between; failed rows are tried once more. */
@EveryDatabase
@Timeout(120)
class TrialTest {
    private static final UUID READER = ShelfRows.READER;
    private static final String FILE = TogetherTest.TRICKY + "900008,,Nobody,,,read,,,0\n";

    @TempDir
    private Path folder;

    private TestDatabase test;
    private volatile Instant now = Instant.parse("2026-01-02T03:04:05Z");

    @BeforeEach
    void prepare(TestDatabase test) {
        this.test = test;
        ShelfRows.insert(test);
    }

    private Imports imports(TestDatabase on) {
        return imports(
                on,
                new Shelving.OnShelf(
                        new Intake(on.database(), Clock.systemUTC(), List.of()), Optional.empty(), Optional.empty()));
    }

    private Imports imports(TestDatabase on, Shelving shelving) {
        InstantSource clock = () -> now;
        return new Imports(on.database(), shelving, new ImportSettings(5_000, 50_000_000), clock, new Meters());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("import.csv"), text);
    }

    private ImportJob trial(String text) throws IOException {
        return imports(test).run(READER, file(text), true, progress -> {});
    }

    private static ImportJob finished(Imports imports) {
        return imports.resume(READER, progress -> {}).orElseThrow();
    }

    private void demandAsAtOnce(String text, ImportJob job) throws IOException {
        try (TestDatabase other = TestDatabase.create(test.engine())) {
            ShelfRows.insert(other);
            ImportJob atOnce = imports(other).run(READER, file(text), false, progress -> {});

            assertThat(job.counts()).isEqualTo(atOnce.counts());
            for (String query : ImportedRows.QUERIES) {
                assertThat(test.query(query)).as(query).isEqualTo(other.query(query));
            }
            String jobs = "SELECT status, dry_run, row_count, counts, notes, shelves, error FROM import_jobs";
            assertThat(test.query(jobs)).isEqualTo(other.query(jobs));
        }
    }

    @Test
    void a_trial_that_is_applied_ends_as_an_import_at_once() throws IOException {
        String large = GoodreadsFile.text(GoodreadsFile.COLUMNS_31, 1_300, 3);
        ImportJob trial = trial(large);
        ImportJob applied = imports(test).apply(READER, trial.id(), Map.of());

        assertThat(applied.status()).isEqualTo(ImportJob.Status.PREPARING);
        ImportJob done = finished(imports(test));
        assertThat(done.counts()).isEqualTo(trial.counts());
        demandAsAtOnce(large, done);
    }

    @Test
    void rows_about_one_book_and_refused_ones_end_the_same_too() throws IOException {
        ImportJob trial = trial(FILE);
        imports(test).apply(READER, trial.id(), Map.of());
        ImportJob done = finished(imports(test));

        assertThat(done.count(Outcome.FAILED)).isEqualTo(1);
        demandAsAtOnce(FILE, done);
    }

    @Test
    void one_that_is_killed_anywhere_is_gone_on_with() throws IOException {
        String text = GoodreadsFile.text(GoodreadsFile.COLUMNS_31, 1_100, 5);
        int steps = 1;
        boolean more = true;
        while (more) {
            test.run("DELETE FROM import_jobs");
            test.run("DELETE FROM userbooks");
            test.run("DELETE FROM books");
            ImportJob trial = trial(text);
            Imports dying = imports(test);
            dying.apply(READER, trial.id(), Map.of());
            JobRun run = dying.claimNext().orElseThrow();
            for (int step = 0; step < steps && more; step++) {
                more = run.step();
            }
            if (more) {
                assertThat(imports(test).claimNext()).as("the lease still runs").isEmpty();
                now = now.plus(ImportRepository.LEASE).plusSeconds(1);
                finished(imports(test));
            }
            assertThat(imports(test).job(READER, trial.id()).counts())
                    .as("after %d steps", steps)
                    .isEqualTo(Map.of(Outcome.CREATED, 1_100));
            assertThat(test.query("SELECT COUNT(*) FROM userbooks")).containsExactly("1100");
            steps++;
        }
        assertThat(steps).isGreaterThan(5);
    }

    @Test
    void only_a_trial_of_the_reader_that_has_ended_can_be_applied() throws IOException {
        Imports imports = imports(test);
        ImportJob running = imports.accept(READER, file(FILE), true);
        assertThat(refused(READER, running).code()).isEqualTo("not_a_trial");
        assertThat(refused(ShelfRows.OTHER_READER, running).kind()).isEqualTo(Kind.NOT_FOUND);

        ImportJob ended = finished(imports);
        ImportJob other = imports.accept(READER, file(FILE), false);
        assertThat(refused(READER, ended).code()).isEqualTo("import_running");
        imports.cancel(READER, other.id());

        imports.apply(READER, ended.id(), Map.of());
        assertThat(refused(READER, ended).code()).isEqualTo("not_a_trial");
        ImportJob done = finished(imports);
        assertThat(refused(READER, done).code()).isEqualTo("not_a_trial");
        assertThat(done.count(Outcome.CREATED)).isPositive();
    }

    @Test
    void a_zip_of_ours_has_to_be_sent_again_for_its_files() throws IOException {
        ImportJob trial = trial(FILE);
        test.run("UPDATE import_jobs SET source = 'colophon'");

        assertThat(refused(READER, trial).code()).isEqualTo("file_needed");
        assertThat(imports(test).job(READER, trial.id()).status()).isEqualTo(ImportJob.Status.DONE);
    }

    @Test
    void one_that_is_cancelled_before_it_begins_changes_nothing() throws IOException {
        ImportJob trial = trial(FILE);
        Imports imports = imports(test);
        imports.apply(READER, trial.id(), Map.of());
        JobRun run = imports.claimNext().orElseThrow();
        run.step();
        ImportJob cancelled = imports.cancel(READER, trial.id());

        assertThat(run.step()).isFalse();
        assertThat(cancelled.count(Outcome.PENDING)).isZero();
        assertThat(test.query("SELECT title FROM books")).containsExactly("A Book");
    }

    @Test
    void rows_that_failed_by_a_fault_are_tried_once_more_and_others_stay() throws IOException {
        AtomicBoolean broken = new AtomicBoolean(true);
        Intake intake = new Intake(test.database(), Clock.systemUTC(), List.of());
        Imports imports = imports(test, (session, user, book, shelf) -> {
            if (broken.get() && book.title().equals("Doors")) {
                throw new IllegalStateException("not now");
            }
            return intake.take(session, user, book, shelf);
        });
        ImportJob job = imports.run(READER, file(FILE), false, progress -> {});
        assertThat(job.count(Outcome.FAILED)).isEqualTo(3);
        List<String> created =
                test.query("SELECT place, message FROM import_items WHERE outcome = 'created' ORDER BY 1");

        broken.set(false);
        assertThat(catchThrowableOfType(Problem.class, () -> imports.retry(ShelfRows.OTHER_READER, job.id()))
                        .kind())
                .isEqualTo(Kind.NOT_FOUND);
        assertThat(imports.isRetryable(job)).isTrue();
        assertThat(imports.retry(READER, job.id()).finishedAt()).isNull();
        ImportJob done = finished(imports);

        assertThat(done.status()).isEqualTo(ImportJob.Status.DONE);
        assertThat(done.count(Outcome.FAILED)).isEqualTo(1);
        assertThat(imports.items(done, Outcome.FAILED, -1, 10).items())
                .extracting(ImportItem::reasonCode)
                .containsExactly("no_title");
        assertThat(test.query("SELECT place, message FROM import_items WHERE outcome = 'created' ORDER BY 1"))
                .containsAll(created);
        assertThat(catchThrowableOfType(Problem.class, () -> imports.retry(READER, job.id()))
                        .code())
                .isEqualTo("nothing_to_retry");
    }

    private Problem refused(UUID reader, ImportJob job) {
        return catchThrowableOfType(Problem.class, () -> imports(test).apply(reader, job.id(), Map.of()));
    }
}
