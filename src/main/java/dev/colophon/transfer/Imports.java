package dev.colophon.transfer;

import dev.colophon.database.Database;
import dev.colophon.database.Ids;
import dev.colophon.observe.metric.Meters;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.transfer.again.Restart;
import dev.colophon.transfer.again.UndoRun;
import dev.colophon.transfer.choice.ShelfChoice;
import dev.colophon.transfer.copy.Restoring;
import dev.colophon.transfer.job.ImportItem;
import dev.colophon.transfer.job.ImportJob;
import dev.colophon.transfer.job.ImportPace;
import dev.colophon.transfer.job.ImportRepository;
import dev.colophon.transfer.job.JobRun;
import dev.colophon.transfer.review.Reviews;
import dev.colophon.transfer.source.FileReading;
import dev.colophon.transfer.source.TableSample;
import dev.colophon.web.Part;
import dev.colophon.web.body.ReceivedFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Import jobs: a file is stored as a job with an item for each row, then worked through. A job
 * belongs to its reader alone; a reader has one unfinished job at most.
 */
public final class Imports {
    /** How a zip begins. */
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    /** Rows may be long, and a page of them should not be. */
    private static final int CHARACTERS_AT_ONCE = 1_000_000;

    private static final int ITEMS_AT_ONCE = 25;

    /** While the database is busy or away. */
    private static final int TRIES = 30;

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);

    private final Database database;
    private final ImportRepository repository;
    private final Shelving shelving;
    private final TransferMetrics metrics;
    private final ImportSettings settings;
    private final FileStoring storing;
    private final Reviews reviews;
    private final Restart restart;
    private final InstantSource clock;
    private volatile Runnable signal = () -> {};

    /**
     * @param shelving {@code intake::take}
     */
    public Imports(Database database, Shelving shelving, ImportSettings settings, InstantSource clock, Meters meters) {
        this.database = database;
        this.repository = new ImportRepository(database, clock);
        this.shelving = shelving;
        this.settings = settings;
        this.clock = clock;
        this.metrics = new TransferMetrics(meters);
        this.restart = new Restart(repository);
        this.reviews = new Reviews(database, repository, shelving::takeAs);
        this.storing = new FileStoring(database, repository, settings, clock, shelving.restoring());
    }

    /** Rows that wait for an answer of their reader. */
    public Reviews reviews() {
        return reviews;
    }

    /** The largest file, in bytes. */
    public long maxBytes() {
        return settings.maxBytes();
    }

    /**
     * The beginning of a file, for its reader to say what the columns are.
     *
     * @throws Problem when it holds no table
     */
    public TableSample sample(Path file) throws IOException {
        return TableSample.of(file, settings.maxBytes());
    }

    /** The largest export of ours, which has files beside its rows: as many bytes more as a reader's files may have. */
    public long maxArchiveBytes() {
        return settings.maxBytes()
                + shelving.restoring().map(Restoring::maxFilesBytes).orElse(0L);
    }

    /**
     * A file on its way in.
     *
     * @throws Problem TOO_LARGE when it is larger than a file of its kind may be
     */
    public ReceivedFile receive(InputStream content) throws IOException {
        var begun = new BufferedInputStream(content);
        begun.mark(ZIP.length);
        boolean zip = Arrays.equals(begun.readNBytes(ZIP.length), ZIP);
        begun.reset();
        return ReceivedFile.of(begun, zip ? maxArchiveBytes() : maxBytes(), storing::tooLarge);
    }

    /** What to answer when a file is larger than {@link #maxBytes}. */
    public Problem tooLarge() {
        return storing.tooLarge();
    }

    /**
     * Stores a file as a job that the worker will find.
     *
     * @param dryRun compute the outcomes and change nothing; replaces the reader's earlier dry runs
     * @throws Problem when the file is refused; nothing is stored then
     */
    public ImportJob accept(UUID userId, Path file, FileReading reading, boolean dryRun) throws IOException {
        ImportJob job = storing.store(userId, file, reading, dryRun, ImportJob.Status.QUEUED);
        signal.run();
        return job;
    }

    /** The same of a file whose columns tell how it is to be read. */
    public ImportJob accept(UUID userId, Path file, boolean dryRun) throws IOException {
        return accept(userId, file, FileReading.AUTOMATIC, dryRun);
    }

    /**
     * Stores a file and works through it at once, in this thread.
     *
     * @param reading with what becomes of shelves of the reader's own
     * @param progress hears of the job after each batch
     * @return the finished job
     */
    public ImportJob run(UUID userId, Path file, FileReading reading, boolean dryRun, Consumer<ImportJob> progress)
            throws IOException {
        ImportJob stored = storing.store(userId, file, reading, dryRun, ImportJob.Status.RUNNING);
        progress.accept(stored);
        return work(stored, progress);
    }

    /** The same of a file whose columns tell how it is to be read. */
    public ImportJob run(UUID userId, Path file, boolean dryRun, Consumer<ImportJob> progress) throws IOException {
        return run(userId, file, FileReading.AUTOMATIC, dryRun, progress);
    }

    /**
     * Goes on with an import of this reader that was interrupted, if there is one.
     *
     * @return the finished job
     */
    public Optional<ImportJob> resume(UUID userId, Consumer<ImportJob> progress) {
        for (ImportJob job : repository.claimable()) {
            if (job.userId().equals(userId) && claim(job)) {
                return Optional.of(work(job, progress));
            }
        }
        return Optional.empty();
    }

    /** A job of this reader; anybody else's is not found. */
    public ImportJob job(UUID userId, UUID jobId) {
        return repository.job(jobId, userId).orElseThrow(Problem::notFound);
    }

    /** How fast a job is since its file was sent, while it is worked on. */
    public Optional<ImportPace> pace(ImportJob job) {
        int open = job.count(ImportItem.Outcome.PENDING);
        return job.status() == ImportJob.Status.RUNNING
                ? ImportPace.of(job.rowCount() - open, open, Duration.between(job.createdAt(), clock.instant()))
                : Optional.empty();
    }

    /** The reader's jobs, newest first. */
    public List<ImportJob> jobs(UUID userId, @Nullable UUID before, int limit) {
        return repository.jobs(userId, before == null ? Ids.LAST : before, limit);
    }

    /**
     * Rows of a job of this reader, by place.
     *
     * @param after the last place that was seen, -1 for the beginning
     * @param limit fewer come when they are very long
     */
    public Part<ImportItem> items(ImportJob job, ImportItem.@Nullable Outcome outcome, int after, int limit) {
        List<ImportItem> shown = new ArrayList<>();
        int characters = 0;
        List<ImportItem> next = repository.items().list(job.id(), outcome, after, ITEMS_AT_ONCE);
        while (!next.isEmpty()) {
            for (ImportItem item : next) {
                if (shown.size() == limit || characters >= CHARACTERS_AT_ONCE) {
                    int last = shown.getLast().place();
                    return new Part<>(List.copyOf(shown), Optional.of(List.of(String.valueOf(last))));
                }
                shown.add(item);
                characters += item.raw().length() + item.normal().length();
            }
            next = next.size() < ITEMS_AT_ONCE
                    ? List.of()
                    : repository.items().list(job.id(), outcome, shown.getLast().place(), ITEMS_AT_ONCE);
        }
        return Part.whole(List.copyOf(shown));
    }

    /** Every row of a job, or every one with the outcome, by place. */
    public void forEachItem(ImportJob job, ImportItem.@Nullable Outcome outcome, Consumer<ImportItem> action) {
        int after = -1;
        List<ImportItem> next;
        do {
            next = repository.items().list(job.id(), outcome, after, ITEMS_AT_ONCE);
            next.forEach(action);
            after = next.isEmpty() ? after : next.getLast().place();
        } while (next.size() == ITEMS_AT_ONCE);
    }

    /** Makes a trial that has ended the import itself; see {@link Restart#apply}. */
    public ImportJob apply(UUID userId, UUID jobId, Map<String, @Nullable ShelfChoice> choices) {
        restart.apply(job(userId, jobId), choices);
        signal.run();
        return job(userId, jobId);
    }

    /** Tries failed rows once more; see {@link Restart#retry}. */
    public ImportJob retry(UUID userId, UUID jobId) {
        restart.retry(job(userId, jobId));
        signal.run();
        return job(userId, jobId);
    }

    /** Whether {@link #retry} has something to do. */
    public boolean isRetryable(ImportJob job) {
        return restart.isRetryable(job);
    }

    /** Takes back what a job did to the shelf; see {@link Restart#undo}. */
    public ImportJob undo(UUID userId, UUID jobId) {
        restart.undo(job(userId, jobId));
        signal.run();
        return job(userId, jobId);
    }

    /** Whether {@link #undo} has something to do. */
    public boolean isUndoable(ImportJob job) {
        return restart.isUndoable(job);
    }

    /** Stops a job; what it has put on the shelf stays, the rows that are left are skipped. */
    public ImportJob cancel(UUID userId, UUID jobId) {
        ImportJob job = job(userId, jobId);
        if (job.status() == ImportJob.Status.STORING) {
            throw Problem.conflict("import_storing", "The file is still being stored; try again in a moment.");
        }
        if (job.status() == ImportJob.Status.UNDOING) {
            throw Problem.conflict("import_undoing", "The import is being taken back; that cannot be stopped.");
        }
        if (job.status().isFinal() || !repository.finish(jobId, ImportJob.Status.CANCELLED, null)) {
            throw Problem.conflict("import_ended", "The import has ended already.");
        }
        repository.skipPending(jobId, "cancelled", "The import was cancelled before this row was tried.");
        return job(userId, jobId);
    }

    /**
     * Removes the record of a job that has ended, with what the rows of its file said.
     *
     * @throws Problem of kind CONFLICT while it has not ended
     */
    public void remove(UUID userId, UUID jobId) {
        ImportJob job = job(userId, jobId);
        if (!job.status().isFinal()) {
            throw Problem.conflict("import_running", "The import has not ended. Wait for it, or cancel it first.");
        }
        delete(job);
    }

    /** Removes a job with its rows; the shelf is left alone. */
    public void delete(ImportJob job) {
        repository.delete(job.id());
    }

    /** Calls the worker's attention to new jobs. */
    void onStored(Runnable listener) {
        signal = listener;
    }

    /** Takes the oldest job that nobody works on; what was never stored completely is removed. */
    Optional<JobRun> claimNext() {
        for (ImportJob job : repository.claimable()) {
            if (claim(job)) {
                return Optional.of(newRun(job));
            }
        }
        return Optional.empty();
    }

    /** Gives up all leases, so that another instance can go on at once. */
    void release() {
        repository.release();
    }

    /** Ends a job that cannot go on. */
    void fail(UUID jobId, String error) {
        repository.finish(jobId, ImportJob.Status.FAILED, error);
        repository.skipPending(jobId, "job_failed", error);
    }

    private ImportJob work(ImportJob job, Consumer<ImportJob> progress) {
        JobRun run = newRun(job);
        int triesLeft = TRIES;
        boolean more = true;
        while (more) {
            try {
                more = run.step();
                triesLeft = TRIES;
                progress.accept(run.job());
                Thread.sleep(ImportRun.BETWEEN_BATCHES);
            } catch (Problem problem) {
                if (problem.kind() != Kind.UNAVAILABLE || --triesLeft == 0) {
                    throw problem;
                }
                LOG.atDebug().addKeyValue("import", job.id()).log("an import waits: {}", problem.detail());
                pause();
            } catch (InterruptedException interrupted) {
                throw stopped();
            }
        }
        return job(job.userId(), job.id());
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_TRIES);
        } catch (InterruptedException interrupted) {
            throw stopped();
        }
    }

    private static Problem stopped() {
        Thread.currentThread().interrupt();
        return Problem.unavailable("stopping", "The import was interrupted.", 30);
    }

    private JobRun newRun(ImportJob job) {
        if (job.status() == ImportJob.Status.UNDOING) {
            return new UndoRun(database, repository, shelving.undo().orElseThrow(), job);
        }
        return new ImportRun(database, repository, shelving, metrics, job);
    }

    private boolean claim(ImportJob job) {
        if (job.status() == ImportJob.Status.STORING) {
            LOG.atWarn().addKeyValue("import", job.id()).log("an import was never stored completely; removing it");
            delete(job);
            return false;
        }
        return repository.claim(job.id());
    }
}
