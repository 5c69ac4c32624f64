package dev.colophon.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.database.Database;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.observe.metric.Meters;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.intake.Intake;
import dev.colophon.shelf.intake.ShelfDraft;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import dev.colophon.transfer.job.ImportItem;
import dev.colophon.transfer.job.ImportItem.Outcome;
import dev.colophon.transfer.job.ImportJob;
import dev.colophon.transfer.job.ImportRepository;
import dev.colophon.transfer.job.JobRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The life of a job; what the shelf does with a row is played by the test. */
@EveryDatabase
@Timeout(60)
class ImportsTest {
    private static final ImportSettings SETTINGS = new ImportSettings(5_000, 5_000_000);
    private static final UUID READER = ShelfRows.READER;

    private final Meters meters = new Meters();
    private final Database database;
    private final InstantSource clock = () -> this.now;
    private volatile Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private final List<String> taken = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    @TempDir
    Path folder;

    ImportsTest(Database database) {
        this.database = database;
    }

    @BeforeEach
    void prepare(TestDatabase test) {
        ShelfRows.insert(test);
    }

    @Test
    void every_row_gets_an_outcome_and_a_reason() throws IOException {
        ImportJob job = imports(this::take, meters).run(READER, file(1_200), false, progress -> {});

        assertThat(job.status()).isEqualTo(ImportJob.Status.DONE);
        assertThat(job.counts()).isEqualTo(Map.of(Outcome.CREATED, 1_200));
        assertThat(job.finishedAt()).isEqualTo(now);
        List<ImportItem> items = imports(this::take).items(job, null, -1, 100).items();
        assertThat(items).hasSize(100);
        assertThat(items).allMatch(item -> "added".equals(item.reasonCode()));
        assertThat(items)
                .allMatch(item -> item.message() != null && !item.message().isBlank());
        assertThat(items.getFirst().line()).isEqualTo(2);
        assertThat(items.getFirst().raw()).contains("\"Book Id\":\"1001\"");
        assertThat(taken).hasSize(1_200);
        assertThat(meters.text()).contains("colophon_import_rows_total{outcome=\"created\"} 1200\n");
    }

    @Test
    void rows_are_counted_by_outcome_unless_nothing_is_changed() throws IOException {
        Imports imports = imports(this::take, meters);
        imports.run(READER, file(12), true, progress -> {});
        imports.run(READER, file(30), false, progress -> {});

        assertThat(meters.text().lines())
                .filteredOn(line -> line.contains("import") && line.contains("created"))
                .singleElement()
                .asString()
                .endsWith(" 30");
    }

    @Test
    void a_row_that_the_shelf_throws_back_fails_alone() throws IOException {
        Imports imports = imports((session, user, book, shelf) -> {
            if (book.title().endsWith("Volume 7")) {
                throw Problem.invalid("/title", "odd", "The title is odd.");
            }
            if (book.title().endsWith("Volume 30")) {
                throw new IllegalStateException("boom");
            }
            if (book.title().endsWith("Volume 31")) {
                session.execute(ShelfRows.BROKEN_INSERT);
            }
            return take(session, user, book, shelf);
        });
        ImportJob job = imports.run(READER, file(60), false, progress -> {});

        assertThat(job.counts()).isEqualTo(Map.of(Outcome.CREATED, 57, Outcome.FAILED, 3));
        List<ImportItem> failed = imports.items(job, Outcome.FAILED, -1, 100).items();
        assertThat(failed).extracting(ImportItem::reasonCode).containsExactly("invalid", "fault", "constraint");
        assertThat(failed.get(1).message()).doesNotContain("boom");
    }

    @Test
    void many_failing_rows_do_not_stop_a_job() throws IOException {
        Imports imports = imports((session, user, book, shelf) -> {
            throw new IllegalStateException("always");
        });
        ImportJob job = imports.run(READER, file(80), false, progress -> {});

        assertThat(job.status()).isEqualTo(ImportJob.Status.DONE);
        assertThat(job.counts()).isEqualTo(Map.of(Outcome.FAILED, 80));
    }

    @Test
    void a_row_without_a_title_is_failed_and_kept() throws IOException {
        Path file = write("Book Id,Title,My Rating,Date Read\n1,,5,2020/01/01\n2,B,0,\n");
        Imports imports = imports(this::take);
        ImportJob job = imports.run(READER, file, false, progress -> {});

        assertThat(job.counts()).isEqualTo(Map.of(Outcome.CREATED, 1, Outcome.FAILED, 1));
        ImportItem failed = imports.items(job, Outcome.FAILED, -1, 10).items().getFirst();
        assertThat(failed.reasonCode()).isEqualTo("no_title");
        assertThat(failed.raw()).contains("2020/01/01");
    }

    @Test
    void a_job_that_was_interrupted_goes_on_without_doing_a_row_twice() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        Imports dying = imports((session, user, book, shelf) -> {
            if (calls.incrementAndGet() > 700) {
                throw new OutOfMemoryError("the process dies here");
            }
            return take(session, user, book, shelf);
        });
        assertThatThrownBy(() -> dying.run(READER, file(1_200), false, progress -> {}))
                .isInstanceOf(OutOfMemoryError.class);
        Imports next = imports(this::take);
        assertThat(next.claimNext()).as("the lease still runs").isEmpty();

        now = now.plus(ImportRepository.LEASE).plusSeconds(1);
        taken.clear();
        ImportJob job = next.resume(READER, progress -> {}).orElseThrow();

        assertThat(job.counts()).isEqualTo(Map.of(Outcome.CREATED, 1_200));
        assertThat(taken).hasSizeBetween(500, 1_199);
    }

    @Test
    void two_instances_never_work_on_one_job() throws IOException {
        Imports first = imports(this::take);
        Imports second = imports(this::take);
        first.accept(READER, file(20), false);
        JobRun run = first.claimNext().orElseThrow();

        assertThat(second.claimNext()).isEmpty();

        now = now.plus(ImportRepository.LEASE).plusSeconds(1);
        JobRun stolen = second.claimNext().orElseThrow();
        assertThat(run.step()).as("the lease was lost").isFalse();
        assertThat(taken).isEmpty();
        assertThat(stolen.step()).isTrue();
        assertThat(taken).hasSize(20);
    }

    @Test
    void a_lease_that_is_given_up_can_be_taken_at_once() throws IOException {
        Imports first = imports(this::take);
        first.accept(READER, file(20), false);
        assertThat(first.claimNext()).isPresent();
        first.release();

        assertThat(imports(this::take).claimNext()).isPresent();
    }

    @Test
    void a_reader_has_one_unfinished_import() throws IOException {
        Imports imports = imports(this::take);
        imports.accept(READER, file(5), false);

        assertThatThrownBy(() -> imports.accept(READER, file(5), false))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(Kind.CONFLICT);
                    assertThat(problem.code()).isEqualTo("import_running");
                });
        imports.accept(ShelfRows.OTHER_READER, file(5), false);
        assertThat(imports.jobs(READER, null, 10)).hasSize(1);
    }

    @Test
    void a_cancelled_job_leaves_no_row_without_an_outcome() throws IOException {
        Imports imports = imports(this::take);
        ImportJob job = imports.accept(READER, file(1_100), false);
        JobRun run = imports.claimNext().orElseThrow();
        run.step();
        ImportJob cancelled = imports.cancel(READER, job.id());

        assertThat(cancelled.status()).isEqualTo(ImportJob.Status.CANCELLED);
        assertThat(cancelled.count(Outcome.PENDING)).isZero();
        assertThat(cancelled.count(Outcome.CREATED)).isPositive();
        assertThat(cancelled.count(Outcome.CREATED) + cancelled.count(Outcome.SKIPPED))
                .isEqualTo(1_100);
        assertThat(run.step()).isFalse();
        assertThatThrownBy(() -> imports.cancel(READER, job.id())).isInstanceOf(Problem.class);
        assertThat(imports.accept(READER, file(1), false).status()).isEqualTo(ImportJob.Status.QUEUED);
    }

    @Test
    void a_stranger_finds_no_job() throws IOException {
        Imports imports = imports(this::take);
        ImportJob job = imports.accept(READER, file(5), false);

        assertThatThrownBy(() -> imports.job(ShelfRows.OTHER_READER, job.id())).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> imports.cancel(ShelfRows.OTHER_READER, job.id()))
                .isInstanceOf(Problem.class);
        assertThat(imports.jobs(ShelfRows.OTHER_READER, null, 10)).isEmpty();
    }

    @Test
    void too_many_rows_or_bytes_store_nothing(TestDatabase test) {
        Imports fewRows = new Imports(database, this::take, new ImportSettings(10, 5_000_000), clock, new Meters());
        Imports fewBytes = new Imports(database, this::take, new ImportSettings(10, 100), clock, new Meters());

        assertThat(refused(fewRows, 11).detail()).contains("10 rows").contains("IMPORT_MAX_ROWS");
        assertThat(refused(fewBytes, 1).detail()).contains("100 bytes").contains("IMPORT_MAX_BYTES");
        assertThat(refused(fewRows, 11).kind()).isEqualTo(Kind.TOO_LARGE);
        assertThat(test.query("SELECT id FROM import_jobs")).isEmpty();
        assertThat(test.query("SELECT place FROM import_items")).isEmpty();
    }

    @Test
    void a_broken_file_stores_nothing(TestDatabase test) throws IOException {
        Path file = write(GoodreadsFile.text(GoodreadsFile.COLUMNS_24, 900, 1) + "1,\"open\n");

        assertThatThrownBy(() -> imports(this::take).accept(READER, file, false))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.detail()).contains("line 902"));
        assertThat(test.query("SELECT id FROM import_jobs")).isEmpty();
    }

    @Test
    void a_file_without_rows_is_refused() {
        assertThat(refused(imports(this::take), 0).code()).isEqualTo("no_rows");
    }

    @Test
    void what_was_never_stored_completely_is_removed(TestDatabase test) throws IOException {
        imports(this::take).accept(READER, file(3), false);
        test.run("UPDATE import_jobs SET status = 'storing', lease_until = NULL");

        assertThat(imports(this::take).claimNext()).isEmpty();
        assertThat(test.query("SELECT id FROM import_jobs")).isEmpty();
        assertThat(test.query("SELECT place FROM import_items")).isEmpty();
    }

    @Test
    void a_dry_run_changes_nothing_and_replaces_the_one_before(TestDatabase test) throws IOException {
        Imports imports = imports((session, user, book, shelf) -> {
            session.execute(ShelfRows.RENAME, Parameters.of("title", book.title()));
            return take(session, user, book, shelf);
        });
        imports.run(READER, file(700), true, progress -> {});
        ImportJob job = imports.run(READER, file(700), true, progress -> {});

        assertThat(job.counts()).isEqualTo(Map.of(Outcome.CREATED, 700));
        assertThat(job.dryRun()).isTrue();
        assertThat(imports.items(job, null, -1, 100).items()).allMatch(item -> item.userbookId() == null);
        assertThat(test.query("SELECT title FROM books")).containsOnly("A Book");
        assertThat(imports.jobs(READER, null, 10)).containsExactly(job);
    }

    @Test
    void a_dry_run_keeps_rows_of_one_book_in_one_transaction() throws IOException {
        StringBuilder text = new StringBuilder("Book Id,Title,Author,My Rating,Date Read\n");
        for (int number = 0; number < 1_203; number++) {
            text.append(number % 401).append(",T").append(number % 401).append(",A,0,\n");
        }
        Path file = write(text.toString());
        Imports imports = imports(new ShelfRows.InTransaction()::take);
        ImportJob dry = imports.run(READER, file, true, progress -> {});

        assertThat(dry.counts()).isEqualTo(Map.of(Outcome.CREATED, 401, Outcome.UNCHANGED, 802));
    }

    @Test
    void the_worker_finds_jobs_and_ends_when_asked() throws Exception {
        Imports imports = imports(this::take);
        UUID jobId;
        try (ImportWorker worker = new ImportWorker(imports)) {
            worker.start();
            jobId = imports.accept(READER, file(600), false).id();
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!imports.job(READER, jobId).status().isFinal() && System.nanoTime() < end) {
                Thread.sleep(20);
            }
        }
        assertThat(imports.job(READER, jobId).status()).isEqualTo(ImportJob.Status.DONE);
    }

    @Test
    void a_worker_that_is_stopped_leaves_the_rest_to_the_next() throws Exception {
        Imports slow = imports((session, user, book, shelf) -> {
            pause();
            return take(session, user, book, shelf);
        });
        ImportWorker worker = new ImportWorker(slow);
        worker.start();
        UUID jobId = slow.accept(READER, file(1_000), false).id();
        while (slow.job(READER, jobId).count(Outcome.CREATED) == 0) {
            Thread.sleep(10);
        }
        worker.close();
        ImportJob left = slow.job(READER, jobId);
        assertThat(left.count(Outcome.PENDING)).isPositive();

        ImportJob done = imports(this::take).resume(READER, progress -> {}).orElseThrow();
        assertThat(done.counts()).isEqualTo(Map.of(Outcome.CREATED, 1_000));
    }

    @Test
    void a_job_waits_while_the_database_is_busy() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        Imports imports = imports((session, user, book, shelf) -> {
            if (calls.incrementAndGet() == 3) {
                throw Problem.unavailable("database_busy", "Busy.", 1);
            }
            return take(session, user, book, shelf);
        });
        imports.accept(READER, file(5), false);
        JobRun run = imports.claimNext().orElseThrow();

        assertThatThrownBy(run::step).isInstanceOf(Problem.class);
        assertThat(run.step()).isTrue();
        assertThat(run.step()).isFalse();
        assertThat(run.job().counts()).isEqualTo(Map.of(Outcome.CREATED, 5));
    }

    private Intake.Result take(Session session, UUID user, BookDraft book, ShelfDraft shelf) {
        taken.add(book.title());
        return new Intake.Result(Intake.Outcome.CREATED, ShelfRows.USERBOOK, List.of(), null);
    }

    private static void pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Imports imports(Shelving shelving) {
        return imports(shelving, new Meters());
    }

    private Imports imports(Shelving shelving, Meters its) {
        return new Imports(database, shelving, SETTINGS, clock, its);
    }

    private Problem refused(Imports imports, int rows) {
        return Objects.requireNonNull(
                catchThrowableOfType(Problem.class, () -> imports.accept(READER, file(rows), false)));
    }

    private Path file(int rows) throws IOException {
        return write(GoodreadsFile.text(GoodreadsFile.COLUMNS_24, rows, 1));
    }

    private Path write(String text) throws IOException {
        Path file = folder.resolve("import.csv");
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        return file;
    }
}
