package dev.colophon.transfer;

import dev.colophon.database.Database;
import dev.colophon.database.Ids;
import dev.colophon.database.connection.ConstraintViolation;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.transfer.ImportRepository.Lease;
import dev.colophon.transfer.file.CsvFile;
import dev.colophon.transfer.goodreads.ImportSurvey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/** Turns a file into a stored job, or refuses it and leaves nothing behind. */
final class FileStoring {
    /** Reading a file of the largest size takes some 50 MiB of the heap. */
    private static final int FILES_AT_ONCE = 2;

    private final Database database;
    private final ImportRepository repository;
    private final ImportSettings settings;
    private final InstantSource clock;
    private final String owner;
    private final Semaphore files = new Semaphore(FILES_AT_ONCE, true);

    FileStoring(
            Database database,
            ImportRepository repository,
            ImportSettings settings,
            InstantSource clock,
            String owner) {
        this.database = database;
        this.repository = repository;
        this.settings = settings;
        this.clock = clock;
        this.owner = owner;
    }

    /** What to answer when a file is larger than it may be. */
    Problem tooLarge() {
        return Problem.of(
                Kind.TOO_LARGE,
                "too_large",
                "The file has more than "
                        + settings.maxBytes()
                        + " bytes. Split it into several files with the same first row, or ask the"
                        + " operator to raise IMPORT_MAX_BYTES. Nothing was stored.");
    }

    /**
     * Reads a file to its end, then stores it as a job with its rows.
     *
     * @param whenStored queued for the worker, or running for the caller, who holds the lease
     * @throws Problem when the file is refused or the reader has an unfinished job; nothing is
     *     stored then
     */
    ImportJob store(UUID userId, Path path, boolean dryRun, ImportJob.Status whenStored) throws IOException {
        if (Files.size(path) > settings.maxBytes()) {
            throw tooLarge();
        }
        files.acquireUninterruptibly();
        try {
            CsvFile file = CsvFile.open(path);
            ImportSurvey survey = ImportSurvey.of(file, settings.maxRows());
            ImportJob job = insert(userId, survey, dryRun);
            return store(job, file, survey, whenStored);
        } finally {
            files.release();
        }
    }

    private ImportJob insert(UUID userId, ImportSurvey survey, boolean dryRun) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ImportJob job = new ImportJob(
                Ids.next(),
                userId,
                ImportJob.Status.STORING,
                dryRun,
                survey.rowCount(),
                Map.of(ImportItem.Outcome.PENDING, survey.rowCount()),
                survey.notes(),
                null,
                now,
                null);
        List<ImportJob> earlier = dryRun ? repository.finishedDryRuns(userId) : List.of();
        try {
            database.write(session -> {
                repository.insert(session, job, lease());
                return job;
            });
        } catch (ConstraintViolation violation) {
            if (violation.type() == ConstraintViolation.Type.UNIQUE) {
                throw Problem.conflict(
                        "import_running", "Another import of yours has not ended. Wait for it, or cancel it.");
            }
            throw violation;
        }
        earlier.forEach(this::delete);
        return job;
    }

    private ImportJob store(ImportJob job, CsvFile file, ImportSurvey survey, ImportJob.Status whenStored)
            throws IOException {
        boolean stored = false;
        try {
            Map<ImportItem.Outcome, Integer> counts =
                    new ItemStoring(database, repository, clock, owner, job.id()).store(file, survey);
            boolean queued = whenStored == ImportJob.Status.QUEUED;
            Instant leaseUntil = queued ? null : lease().until();
            stored = repository.stored(job.id(), whenStored, counts, lease(), leaseUntil);
            return repository.job(job.id(), job.userId()).orElseThrow(Problem::notFound);
        } finally {
            if (!stored) {
                delete(job);
            }
        }
    }

    private void delete(ImportJob job) {
        repository.delete(job.id(), Imports.ROWS_PER_COMMIT);
    }

    private Lease lease() {
        return new Lease(owner, clock.instant().plus(Imports.LEASE));
    }
}
