package dev.colophon.transfer;

import dev.colophon.database.Database;
import dev.colophon.database.Ids;
import dev.colophon.observe.metric.Meters;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.settings.ImportSettings;
import dev.colophon.transfer.ImportRepository.Lease;
import dev.colophon.web.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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
    /** So that other writers get their turn; a promise of the environment contract. */
    static final int ROWS_PER_COMMIT = 500;

    /** A job whose worker was not heard of for so long is taken over. */
    static final Duration LEASE = Duration.ofSeconds(30);

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
    private final InstantSource clock;
    private final String owner = UUID.randomUUID().toString();
    private final FileStoring storing;
    private volatile Runnable signal = () -> {};

    /** For a verb, whose metrics nobody reads. */
    public Imports(Database database, Shelving shelving, ImportSettings settings, InstantSource clock) {
        this(database, shelving, settings, clock, new Meters());
    }

    /**
     * @param shelving {@code intake::take}
     */
    public Imports(Database database, Shelving shelving, ImportSettings settings, InstantSource clock, Meters meters) {
        this.database = database;
        this.repository = new ImportRepository(database);
        this.shelving = shelving;
        this.settings = settings;
        this.clock = clock;
        this.metrics = new TransferMetrics(meters);
        this.storing = new FileStoring(database, repository, settings, clock, owner);
    }

    /** The largest file, in bytes. */
    public long maxBytes() {
        return settings.maxBytes();
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
    public ImportJob accept(UUID userId, Path file, boolean dryRun) throws IOException {
        ImportJob job = storing.store(userId, file, dryRun, ImportJob.Status.QUEUED);
        signal.run();
        return job;
    }

    /**
     * Stores a file and works through it at once, in this thread.
     *
     * @param progress hears of the job after each batch
     * @return the finished job
     */
    public ImportJob run(UUID userId, Path file, boolean dryRun, Consumer<ImportJob> progress) throws IOException {
        ImportJob stored = storing.store(userId, file, dryRun, ImportJob.Status.RUNNING);
        progress.accept(stored);
        return work(stored, progress);
    }

    /**
     * Goes on with an import of this reader that was interrupted, if there is one.
     *
     * @return the finished job
     */
    public Optional<ImportJob> resume(UUID userId, Consumer<ImportJob> progress) {
        for (ImportJob job : repository.claimable(clock.instant())) {
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
        List<ImportItem> items = bounded(job, outcome, after, limit + 1);
        boolean full = items.size() > limit;
        List<ImportItem> page = full ? items.subList(0, limit) : items;
        boolean more = full
                || !page.isEmpty()
                        && !repository
                                .items()
                                .list(job.id(), outcome, page.getLast().place(), 1)
                                .isEmpty();
        return new Part<>(
                List.copyOf(page),
                more ? Optional.of(List.of(String.valueOf(page.getLast().place()))) : Optional.empty());
    }

    private List<ImportItem> bounded(ImportJob job, ImportItem.@Nullable Outcome outcome, int after, int limit) {
        List<ImportItem> items = new ArrayList<>();
        int characters = 0;
        int last = after;
        boolean more = true;
        while (more && items.size() < limit && characters < CHARACTERS_AT_ONCE) {
            int wanted = Math.min(ITEMS_AT_ONCE, limit - items.size());
            List<ImportItem> next = repository.items().list(job.id(), outcome, last, wanted);
            for (ImportItem item : next) {
                items.add(item);
                characters += item.raw().length() + item.normal().length();
                last = item.place();
            }
            more = next.size() == wanted;
        }
        return items;
    }

    /** Stops a job; what it has put on the shelf stays, the rows that are left are skipped. */
    public ImportJob cancel(UUID userId, UUID jobId) {
        ImportJob job = job(userId, jobId);
        if (job.status() == ImportJob.Status.STORING) {
            throw Problem.conflict("import_storing", "The file is still being stored; try again in a moment.");
        }
        boolean ended = !job.status().isFinal()
                && database.write(session ->
                        repository.finish(session, jobId, ImportJob.Status.CANCELLED, null, clock.instant()));
        if (!ended) {
            throw Problem.conflict("import_ended", "The import has ended already.");
        }
        skipPending(jobId, "cancelled", "The import was cancelled before this row was tried.");
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
        repository.delete(job.id(), ROWS_PER_COMMIT);
    }

    /** Calls the worker's attention to new jobs. */
    void onStored(Runnable listener) {
        signal = listener;
    }

    /** Takes the oldest job that nobody works on; what was never stored completely is removed. */
    Optional<ImportRun> claimNext() {
        for (ImportJob job : repository.claimable(clock.instant())) {
            if (claim(job)) {
                return Optional.of(newRun(job));
            }
        }
        return Optional.empty();
    }

    /** Gives up all leases, so that another instance can go on at once. */
    void release() {
        repository.release(owner);
    }

    /** Ends a job that cannot go on. */
    void fail(UUID jobId, String error) {
        database.write(session -> repository.finish(session, jobId, ImportJob.Status.FAILED, error, clock.instant()));
        skipPending(jobId, "job_failed", error);
    }

    private ImportJob work(ImportJob job, Consumer<ImportJob> progress) {
        ImportRun run = newRun(job);
        int triesLeft = TRIES;
        boolean more = true;
        while (more) {
            try {
                more = run.step();
                triesLeft = TRIES;
                progress.accept(run.job());
                Thread.sleep(ImportWorker.BETWEEN_BATCHES);
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

    private ImportRun newRun(ImportJob job) {
        return new ImportRun(database, repository, shelving, clock, metrics, owner, job);
    }

    private boolean claim(ImportJob job) {
        if (job.status() == ImportJob.Status.STORING) {
            LOG.atWarn().addKeyValue("import", job.id()).log("an import was never stored completely; removing it");
            delete(job);
            return false;
        }
        return repository.claim(job.id(), lease(), clock.instant());
    }

    private Lease lease() {
        return new Lease(owner, clock.instant().plus(LEASE));
    }

    private void skipPending(UUID jobId, String code, String message) {
        long skipped = ROWS_PER_COMMIT;
        while (skipped == ROWS_PER_COMMIT) {
            skipped =
                    database.write(session -> repository.items().skip(session, jobId, code, message, ROWS_PER_COMMIT));
        }
        database.write(session -> {
            repository.counted(session, jobId, repository.items().count(session, jobId));
            return jobId;
        });
    }
}
