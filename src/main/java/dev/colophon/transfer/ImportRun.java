package dev.colophon.transfer;

import dev.colophon.database.Database;
import dev.colophon.database.Session;
import dev.colophon.database.connection.ConstraintViolation;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.intake.Intake;
import dev.colophon.transfer.ImportRepository.Lease;
import dev.colophon.transfer.ItemRepository.PendingItem;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works through the pending rows of one job, batch by batch. Every batch first proves that the job
 * is still ours by touching its row, so that no row is ever put on a shelf twice, whatever clocks
 * and crashes do.
 */
final class ImportRun {
    private static final Logger LOG = LoggerFactory.getLogger(ImportRun.class);

    /** A batch holds SQLite's only writer; others wait for it 1.5 s at most. */
    private static final long BATCH_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final int LEAST_ROWS = 10;
    private static final int FAULTS_LOGGED = 3;
    private static final int RACES_LOST = 3;

    private final Database database;
    private final ImportRepository repository;
    private final Shelving shelving;
    private final InstantSource clock;
    private final TransferMetrics metrics;
    private final String owner;
    private ImportJob job;
    private int faults;
    private int races;
    private int racePlace = -1;
    private int rows = Imports.ROWS_PER_COMMIT;

    ImportRun(
            Database database,
            ImportRepository repository,
            Shelving shelving,
            InstantSource clock,
            TransferMetrics metrics,
            String owner,
            ImportJob job) {
        this.database = database;
        this.repository = repository;
        this.shelving = shelving;
        this.clock = clock;
        this.metrics = metrics;
        this.owner = owner;
        this.job = withCounts(job, database.read(session -> repository.items().count(session, job.id())));
    }

    /** One row and what became of it. */
    private record Decision(int place, RowVerdict verdict) {}

    /** The job is somebody else's by now, or was cancelled. */
    private static final class LeaseLost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LeaseLost() {
            super("the lease was lost", null, false, false);
        }
    }

    /** Ends the transaction of a dry run. */
    private static final class RolledBack extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RolledBack() {
            super("rolled back on purpose", null, false, false);
        }
    }

    /** A row stood against the batch, which was rolled back. */
    private static final class RowFault extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int place;
        private final RuntimeException failure;

        RowFault(int place, RuntimeException failure) {
            super("row fault", failure, false, false);
            this.place = place;
            this.failure = failure;
        }
    }

    /** As it stands after the last batch. */
    ImportJob job() {
        return job;
    }

    /**
     * Works on the next rows.
     *
     * @return whether there may be more to do
     * @throws Problem of kind UNAVAILABLE when the database is away; try again later
     */
    boolean step() {
        try {
            List<Decision> decisions = job.dryRun() ? rehearse() : apply();
            rows = Math.min(Imports.ROWS_PER_COMMIT, rows * 2);
            return !decisions.isEmpty() || finish();
        } catch (RowFault fault) {
            if (isRace(fault)) {
                return true;
            }
            log(fault);
            rows = Math.max(LEAST_ROWS, rows / 2);
            return setAside(new Decision(fault.place, RowVerdict.failed(fault.failure)));
        } catch (LeaseLost lost) {
            LOG.atInfo().addKeyValue("import", job.id()).log("an import was cancelled or taken over; leaving it");
            return false;
        }
    }

    /** Another import added the same book at the same moment: a second try finds that book. */
    private boolean isRace(RowFault fault) {
        boolean unique = fault.failure instanceof ConstraintViolation violation
                && violation.type() == ConstraintViolation.Type.UNIQUE;
        races = fault.place == racePlace ? races + 1 : 1;
        racePlace = fault.place;
        return unique && races <= RACES_LOST;
    }

    /** A file can make every row fail, so only the first faults are told in full. */
    private void log(RowFault fault) {
        boolean expected = fault.failure instanceof Problem;
        if (!expected && ++faults <= FAULTS_LOGGED) {
            LOG.atWarn().addKeyValue("import", job.id()).setCause(fault.failure).log("a row failed");
        } else {
            LOG.atDebug().addKeyValue("import", job.id()).log("the row at place {} failed", fault.place);
        }
    }

    private List<Decision> apply() {
        return counted(database.write(session -> {
            demandLease(session);
            List<Decision> decisions = take(session);
            record(session, decisions);
            return decisions;
        }));
    }

    /** The same work rolled back; only its outcomes are kept. */
    private List<Decision> rehearse() {
        List<Decision> decisions = new ArrayList<>();
        try {
            database.write(session -> {
                decisions.addAll(take(session));
                throw new RolledBack();
            });
        } catch (RolledBack onPurpose) {
            LOG.atTrace().addKeyValue("import", job.id()).log("rehearsed {} rows", decisions.size());
        }
        return counted(database.write(session -> {
            demandLease(session);
            record(session, decisions);
            return decisions;
        }));
    }

    private boolean setAside(Decision decision) {
        try {
            counted(database.write(session -> {
                demandLease(session);
                record(session, List.of(decision));
                return List.of(decision);
            }));
            return true;
        } catch (LeaseLost lost) {
            return false;
        }
    }

    private void demandLease(Session session) {
        var lease = new Lease(owner, clock.instant().plus(Imports.LEASE));
        if (!repository.renew(session, job.id(), lease)) {
            throw new LeaseLost();
        }
    }

    private List<Decision> take(Session session) {
        repository.items().preferIndexes(session);
        List<PendingItem> items = batch(repository.items().pending(session, job.id(), rows + 1));
        long end = System.nanoTime() + BATCH_NANOSECONDS;
        List<Decision> decisions = new ArrayList<>();
        int group = -1;
        for (PendingItem item : items) {
            boolean between = !job.dryRun() || item.bookGroup() != group;
            if (between && !decisions.isEmpty() && System.nanoTime() - end > 0) {
                break;
            }
            group = item.bookGroup();
            decisions.add(new Decision(item.place(), verdict(session, item)));
        }
        return decisions;
    }

    /** Cuts between two books, not between two rows that may be about the same one. */
    private List<PendingItem> batch(List<PendingItem> items) {
        if (items.size() <= rows) {
            return items;
        }
        int end = rows;
        while (job.dryRun()
                && end > 0
                && items.get(end - 1).bookGroup() == items.get(rows).bookGroup()) {
            end--;
        }
        return items.subList(0, end == 0 ? rows : end);
    }

    private RowVerdict verdict(Session session, PendingItem item) {
        try {
            Mapping mapping = item.mapping();
            Intake.Result result = shelving.take(
                    session,
                    job.userId(),
                    Objects.requireNonNull(mapping.book()),
                    Objects.requireNonNull(mapping.shelf()));
            return RowVerdict.of(result, mapping.notes(), job.dryRun());
        } catch (Problem problem) {
            if (problem.kind() == Kind.UNAVAILABLE) {
                throw problem;
            }
            throw new RowFault(item.place(), problem);
        } catch (RuntimeException failure) {
            throw new RowFault(item.place(), failure);
        }
    }

    private void record(Session session, List<Decision> decisions) {
        for (Decision decision : decisions) {
            repository.items().decide(session, job.id(), decision.place(), decision.verdict());
        }
        if (!decisions.isEmpty()) {
            repository.counted(session, job.id(), counts(decisions));
        }
    }

    private List<Decision> counted(List<Decision> decisions) {
        job = withCounts(job, counts(decisions));
        if (!job.dryRun()) {
            decisions.forEach(it -> metrics.rowImported(it.verdict().outcome()));
        }
        return decisions;
    }

    private Map<ImportItem.Outcome, Integer> counts(List<Decision> decisions) {
        Map<ImportItem.Outcome, Integer> counts = new EnumMap<>(ImportItem.Outcome.class);
        counts.putAll(job.counts());
        for (Decision decision : decisions) {
            counts.merge(decision.verdict().outcome(), 1, Integer::sum);
            counts.merge(ImportItem.Outcome.PENDING, -1, Integer::sum);
        }
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    /** Nothing is pending: closes the job. */
    private boolean finish() {
        boolean ours = database.write(session -> {
            demandLease(session);
            return repository.finish(session, job.id(), ImportJob.Status.DONE, null, clock.instant());
        });
        if (ours) {
            LOG.atInfo().addKeyValue("import", job.id()).log("an import is done: {}", job.counts());
        }
        return false;
    }

    private static ImportJob withCounts(ImportJob job, Map<ImportItem.Outcome, Integer> counts) {
        return new ImportJob(
                job.id(),
                job.userId(),
                job.status(),
                job.dryRun(),
                job.rowCount(),
                Map.copyOf(counts),
                job.notes(),
                job.error(),
                job.createdAt(),
                job.finishedAt());
    }
}
