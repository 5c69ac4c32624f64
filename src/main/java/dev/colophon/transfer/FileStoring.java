package dev.colophon.transfer;

import dev.colophon.database.Database;
import dev.colophon.database.Ids;
import dev.colophon.database.connection.ConstraintViolation;
import dev.colophon.json.StoredJson;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.transfer.again.Restart;
import dev.colophon.transfer.choice.FileShelves;
import dev.colophon.transfer.choice.ShelfTally;
import dev.colophon.transfer.copy.LibraryFile;
import dev.colophon.transfer.copy.Restoring;
import dev.colophon.transfer.job.Aside;
import dev.colophon.transfer.job.ImportItem;
import dev.colophon.transfer.job.ImportJob;
import dev.colophon.transfer.job.ImportRepository;
import dev.colophon.transfer.row.Mapping;
import dev.colophon.transfer.source.FileReading;
import dev.colophon.transfer.source.ImportFile;
import dev.colophon.transfer.source.ImportFile.ImportRow;
import dev.colophon.transfer.source.SourceSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns a file into a stored job, or refuses it and leaves nothing behind. */
final class FileStoring {
    /** Reading a file of the largest size takes some 50 MiB of the heap. */
    private static final int FILES_AT_ONCE = 2;

    private static final int IMPORTS_REMEMBERED = 20;

    private final Database database;
    private final ImportRepository repository;
    private final ImportSettings settings;
    private final InstantSource clock;
    private final Optional<Restoring> restoring;
    private final Semaphore files = new Semaphore(FILES_AT_ONCE, true);

    FileStoring(
            Database database,
            ImportRepository repository,
            ImportSettings settings,
            InstantSource clock,
            Optional<Restoring> restoring) {
        this.restoring = restoring;
        this.database = database;
        this.repository = repository;
        this.settings = settings;
        this.clock = clock;
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
    ImportJob store(UUID userId, Path path, FileReading reading, boolean dryRun, ImportJob.Status whenStored)
            throws IOException {
        if (restoring.isPresent() && LibraryFile.isOne(path)) {
            reading.demand(SourceSystem.COLOPHON);
            return storeLibrary(userId, path, dryRun, whenStored);
        }
        files.acquireUninterruptibly();
        try {
            if (Files.size(path) > settings.maxBytes()) {
                throw tooLarge();
            }
            ImportFile export = ImportFile.open(path, reading, settings.maxRows(), settings.maxBytes());
            ImportJob job = insert(userId, new Found(export.system(), export.rowCount(), export.notes()), dryRun);
            var tally = new ShelfTally();
            Rows rows = batches -> export.forEach(row -> {
                tally.add(row.mapping());
                batches.add(item(row));
            });
            Supplier<FileShelves> shelves =
                    () -> tally.shelves().asIn(earlier(job)).with(reading.shelves());
            return store(job, rows, shelves, whenStored);
        } finally {
            files.release();
        }
    }

    /** The shelves of the reader's imports before this one, the latest first. */
    private List<FileShelves> earlier(ImportJob job) {
        return repository.jobs(job.userId(), job.id(), IMPORTS_REMEMBERED).stream()
                .filter(one -> !one.dryRun())
                .map(ImportJob::shelves)
                .toList();
    }

    /** Files of notes are kept before anything refers to them; a trial needs none. */
    private ImportJob storeLibrary(UUID userId, Path path, boolean dryRun, ImportJob.Status whenStored)
            throws IOException {
        try (LibraryFile library = LibraryFile.open(path, settings.maxRows(), settings.maxBytes())) {
            if (!dryRun) {
                library.keepFiles(restoring.orElseThrow().keeper(userId));
            }
            ImportJob job =
                    insert(userId, new Found(SourceSystem.COLOPHON, library.rowCount(), library.notes()), dryRun);
            Rows rows = batches -> library.forEach(row -> batches.add(item(row)));
            return store(job, rows, () -> FileShelves.NONE, whenStored);
        }
    }

    /** What is known of a file before its rows are stored. */
    private record Found(SourceSystem system, int rowCount, List<String> notes) {}

    /** Adds all rows of a file. */
    @FunctionalInterface
    private interface Rows {
        void addTo(Batches batches) throws IOException;
    }

    private ImportJob insert(UUID userId, Found export, boolean dryRun) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ImportJob job = new ImportJob(
                Ids.next(),
                userId,
                export.system(),
                ImportJob.Status.STORING,
                dryRun,
                export.rowCount(),
                Map.of(ImportItem.Outcome.PENDING, export.rowCount()),
                export.notes(),
                FileShelves.NONE,
                null,
                now,
                null);
        try {
            repository.insert(job);
        } catch (ConstraintViolation violation) {
            if (violation.type() == ConstraintViolation.Type.UNIQUE) {
                throw Restart.anotherRuns();
            }
            throw violation;
        }
        if (dryRun) {
            // none of these can become an import any more while this one has not ended
            repository.finishedDryRuns(userId).forEach(old -> repository.delete(old.id()));
        }
        return job;
    }

    /**
     * @param shelves asked for after the last row
     */
    private ImportJob store(ImportJob job, Rows rows, Supplier<FileShelves> shelves, ImportJob.Status whenStored)
            throws IOException {
        boolean stored = false;
        try (Batches batches = new Batches(job.id())) {
            rows.addTo(batches);
            batches.end();
            stored = repository.stored(job.id(), whenStored, batches.counts, shelves.get());
            return repository.job(job.id(), job.userId()).orElseThrow(Problem::notFound);
        } finally {
            if (!stored) {
                repository.delete(job.id());
            }
        }
    }

    /**
     * The rows of one file on their way into the database, a bounded number in each transaction. While one batch is
     * written the next is read.
     */
    private final class Batches implements AutoCloseable {
        /** Long reviews fill a batch before its rows do. */
        private static final int MAX_CHARACTERS = 2_000_000;

        private final UUID jobId;
        private final Map<ImportItem.Outcome, Integer> counts = new EnumMap<>(ImportItem.Outcome.class);
        private List<ImportItem> batch = new ArrayList<>();
        private int characters;
        private @Nullable Aside<Integer> writing;

        Batches(UUID jobId) {
            this.jobId = jobId;
        }

        void add(ImportItem item) {
            counts.merge(item.outcome(), 1, Integer::sum);
            batch.add(item);
            characters += item.raw().length() + item.normal().length();
            if (batch.size() == ImportRepository.ROWS_PER_COMMIT || characters >= MAX_CHARACTERS) {
                flush();
            }
        }

        private void flush() {
            List<ImportItem> full = batch;
            batch = new ArrayList<>();
            characters = 0;
            demandWritten();
            writing = Aside.of(() -> write(full));
        }

        /** Writes what is left. */
        void end() {
            flush();
            demandWritten();
        }

        private void demandWritten() {
            if (writing != null) {
                writing.result();
            }
        }

        private int write(List<ImportItem> full) {
            return database.write(session -> {
                if (!repository.renew(session, jobId)) {
                    throw Problem.conflict("import_taken", "The import was ended while it was being stored.");
                }
                repository.items().insert(session, jobId, full);
                return full.size();
            });
        }

        /** Waits for what is being written, so that whoever removes the job afterwards removes all of it. */
        @Override
        public void close() {
            if (writing != null) {
                writing.await();
            }
        }
    }

    private static ImportItem item(LibraryFile.Row row) {
        return ImportItem.pending(
                row.place(), row.line(), row.group(), row.raw(), row.copy().stored());
    }

    private static ImportItem item(ImportRow row) {
        Mapping mapping = row.mapping();
        ImportItem item =
                ImportItem.pending(row.place(), row.line(), row.bookGroup(), row.raw(), StoredJson.write(mapping));
        String rejection = mapping.rejection();
        return rejection == null ? item : item.with(ImportItem.Verdict.unmapped(rejection, mapping.notes()));
    }
}
