package dev.colophon.transfer;

import dev.colophon.database.Database;
import dev.colophon.database.Session;
import dev.colophon.database.connection.ConstraintViolation;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.intake.DoubtfulBook;
import dev.colophon.shelf.intake.Intake;
import dev.colophon.transfer.again.RowsAgain;
import dev.colophon.transfer.copy.CopyRow;
import dev.colophon.transfer.copy.Restoring;
import dev.colophon.transfer.job.ImportItem;
import dev.colophon.transfer.job.ImportJob;
import dev.colophon.transfer.job.ImportRepository;
import dev.colophon.transfer.job.ItemRepository;
import dev.colophon.transfer.job.JobRun;
import dev.colophon.transfer.job.PendingItem;
import dev.colophon.transfer.job.PendingRows;
import dev.colophon.transfer.review.Reviews;
import dev.colophon.transfer.row.Mapping;
import dev.colophon.transfer.source.SourceSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works through the pending rows of one job, batch by batch. Every batch first proves that the job
 * is still ours by touching its row, so that no row is ever put on a shelf twice, whatever clocks
 * and crashes do.
 */
final class ImportRun implements JobRun {
    /** Between two batches, so that writers of other processes get SQLite's only lock. */
    static final Duration BETWEEN_BATCHES = Duration.ofMillis(10);

    private static final Logger LOG = LoggerFactory.getLogger(ImportRun.class);

    /** Where the time of a batch is not known yet. */
    private static final int FIRST_ROWS = 250;

    private static final int LEAST_ROWS = 10;
    private static final int FAULTS_LOGGED = 3;
    private static final int RACES_LOST = 3;

    private final Database database;
    private final ImportRepository repository;
    private final ItemRepository items;
    private final Shelving shelving;
    private final Reviews reviews;
    private final TransferMetrics metrics;
    private final PendingRows pending;
    private ImportJob job;
    private int faults;
    private int races;
    private int racePlace = -1;
    private int rows = FIRST_ROWS;

    /** Null once every row that is to be taken is pending. */
    private @Nullable RowsAgain again;

    /** What the shelf was given last; null once it has answered. */
    private @Nullable PendingItem tried;

    /** The end of what was offered together; null once it was taken. */
    private @Nullable PendingItem offeredLast;

    /** One of the rows up to here spoils what is taken together, or was added by another import meanwhile. */
    private int oneByOneUntil = -1;

    ImportRun(
            Database database, ImportRepository repository, Shelving shelving, TransferMetrics metrics, ImportJob job) {
        this.database = database;
        this.repository = repository;
        this.items = repository.items();
        this.shelving = shelving;
        this.reviews = new Reviews(database, repository, shelving::takeAs);
        this.metrics = metrics;
        this.again = job.status() == ImportJob.Status.PREPARING ? new RowsAgain(database, repository, job) : null;
        this.pending = new PendingRows(items, job);
        this.job = job.with(database.read(session -> items.count(session, job.id())));
    }

    /** One row and what became of it. */
    private record Decision(int place, ImportItem.Verdict verdict) {}

    /** Ends the transaction of a dry run: only an exception rolls one back. */
    private static final class RolledBack extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RolledBack() {
            super("rolled back on purpose", null, false, false);
        }
    }

    @Override
    public ImportJob job() {
        return job;
    }

    /**
     * Works on the next rows. A row that fails spoils the batch, which is rolled back: that row is
     * set aside and the others are tried again in smaller batches.
     */
    @Override
    public boolean step() {
        boolean more = again == null ? work() : prepare(again);
        if (!more) {
            pending.end();
        }
        return more;
    }

    private boolean work() {
        tried = null;
        offeredLast = null;
        List<PendingItem> batch = batch();
        if (batch.isEmpty()) {
            return finish();
        }
        try {
            long begin = System.nanoTime();
            Optional<List<Decision>> decisions = job.dryRun() ? rehearse(batch) : apply(batch);
            decisions.ifPresent(taken -> adapt(taken.size(), System.nanoTime() - begin));
            return goesOn(decisions);
        } catch (RuntimeException failure) {
            PendingItem last = offeredLast;
            if (last != null && !isAway(failure)) {
                LOG.atDebug().addKeyValue("import", job.id()).setCause(failure).log("rows are tried one by one");
                oneByOneUntil = last.place();
                return true;
            }
            PendingItem item = tried;
            if (item == null || isAway(failure)) {
                throw failure;
            }
            return isRace(item, failure) || goesOn(setAside(item, failure));
        }
    }

    private boolean prepare(RowsAgain rowsAgain) {
        RowsAgain.Step step = rowsAgain.step();
        if (step == RowsAgain.Step.READY) {
            again = null;
            job = repository.job(job.id(), job.userId()).orElseThrow(Problem::notFound);
        }
        return step != RowsAgain.Step.NOT_OURS || leave();
    }

    private boolean leave() {
        LOG.atInfo().addKeyValue("import", job.id()).log("an import was cancelled or taken over; leaving it");
        return false;
    }

    /** A batch gets as many rows as the last one would have had time for. */
    private void adapt(int taken, long nanoseconds) {
        double share = Math.min(2, (double) PART_NANOSECONDS / nanoseconds);
        rows = (int) Math.clamp(taken * share, LEAST_ROWS, ImportRepository.ROWS_PER_COMMIT);
    }

    /**
     * @param decisions empty when the job is not ours any more
     */
    private boolean goesOn(Optional<List<Decision>> decisions) {
        if (decisions.isEmpty()) {
            return leave();
        }
        count(decisions.get());
        pending.decided(decisions.get().stream().map(Decision::place).collect(Collectors.toSet()));
        return true;
    }

    private static boolean isAway(RuntimeException failure) {
        return failure instanceof Problem problem && problem.kind() == Kind.UNAVAILABLE;
    }

    /** Another import added the same book at the same moment: a second try finds that book. */
    private boolean isRace(PendingItem item, RuntimeException failure) {
        boolean unique =
                failure instanceof ConstraintViolation violation && violation.type() == ConstraintViolation.Type.UNIQUE;
        races = item.place() == racePlace ? races + 1 : 1;
        racePlace = item.place();
        return unique && races <= RACES_LOST;
    }

    private Optional<List<Decision>> setAside(PendingItem item, RuntimeException failure) {
        log(item, failure);
        rows = Math.max(LEAST_ROWS, rows / 2);
        return write(List.of(new Decision(item.place(), ImportItem.Verdict.failed(failure))));
    }

    /** A file can make every row fail, so only the first faults are told in full. */
    private void log(PendingItem item, RuntimeException failure) {
        boolean expected = failure instanceof Problem;
        if (!expected && ++faults <= FAULTS_LOGGED) {
            LOG.atWarn().addKeyValue("import", job.id()).setCause(failure).log("a row failed");
        } else {
            LOG.atDebug().addKeyValue("import", job.id()).log("the row at place {} failed", item.place());
        }
    }

    private Optional<List<Decision>> apply(List<PendingItem> batch) {
        return database.write(session -> {
            if (!repository.renew(session, job.id())) {
                return Optional.empty();
            }
            List<Decision> decisions = take(session, batch);
            write(session, decisions);
            return Optional.of(decisions);
        });
    }

    /** The same work rolled back; only its outcomes are kept. */
    private Optional<List<Decision>> rehearse(List<PendingItem> batch) {
        List<Decision> decisions = new ArrayList<>();
        try {
            database.write(session -> {
                decisions.addAll(take(session, batch));
                throw new RolledBack();
            });
        } catch (RolledBack onPurpose) {
            LOG.atTrace().addKeyValue("import", job.id()).log("rehearsed {} rows", decisions.size());
        }
        return write(decisions);
    }

    private Optional<List<Decision>> write(List<Decision> decisions) {
        return database.write(session -> {
            if (!repository.renew(session, job.id())) {
                return Optional.empty();
            }
            write(session, decisions);
            return Optional.of(decisions);
        });
    }

    private void write(Session session, List<Decision> decisions) {
        items.decide(
                session, job.id(), decisions.stream().collect(Collectors.toMap(Decision::place, Decision::verdict)));
        if (!decisions.isEmpty()) {
            repository.counted(session, job.id(), counts(decisions));
        }
    }

    private List<Decision> take(Session session, List<PendingItem> batch) {
        items.preferIndexes(session);
        long end = System.nanoTime() + PART_NANOSECONDS;
        Map<Integer, ImportItem.Verdict> together = takeTogether(session, batch);
        List<Decision> decisions = new ArrayList<>();
        int group = -1;
        boolean late = false;
        for (PendingItem item : batch) {
            boolean between = !job.dryRun() || item.bookGroup() != group;
            late = late || (between && !decisions.isEmpty() && System.nanoTime() - end > 0);
            group = item.bookGroup();
            ImportItem.Verdict taken = together.get(item.place());
            if (taken != null) {
                decisions.add(new Decision(item.place(), taken));
            } else if (!late) {
                tried = item;
                decisions.add(new Decision(item.place(), verdict(session, item)));
                tried = null;
            }
        }
        return decisions;
    }

    /**
     * What became of the rows that were taken together, by their places. In a dry run, whose batches are rolled back
     * one by one, only those that no other row may be about.
     */
    private Map<Integer, ImportItem.Verdict> takeTogether(Session session, List<PendingItem> batch) {
        List<PendingItem> offered = offered(batch);
        if (offered.isEmpty() || batch.getFirst().place() <= oneByOneUntil) {
            return Map.of();
        }
        offeredLast = batch.getLast();
        Map<Integer, ImportItem.Verdict> verdicts = new HashMap<>();
        List<Mapping> mappings = offered.stream()
                .map(item -> job.shelves().applied(item.mapping()))
                .toList();
        List<Intake.Draft> drafts = mappings.stream().map(Mapping::draft).toList();
        shelving.takeTogether(session, job.userId(), drafts)
                .forEach((index, result) -> verdicts.put(
                        offered.get(index).place(),
                        ImportItem.Verdict.of(result, mappings.get(index).notes(), job.dryRun())));
        offeredLast = null;
        return verdicts;
    }

    private List<PendingItem> offered(List<PendingItem> batch) {
        if (job.source() == SourceSystem.COLOPHON) {
            return List.of();
        }
        Set<Integer> once = new HashSet<>();
        Set<Integer> often = new HashSet<>();
        batch.forEach(item -> (once.add(item.bookGroup()) ? once : often).add(item.bookGroup()));
        return batch.stream()
                .filter(item -> item.understood() != null)
                .filter(item -> !job.dryRun() || !often.contains(item.bookGroup()))
                .filter(item -> !job.shelves().leavesAnyOut() || !job.shelves().leavesOut(item.mapping()))
                .toList();
    }

    /** Cuts between two books, not between two rows that may be about the same one. */
    private List<PendingItem> batch() {
        List<PendingItem> next = pending.next(rows + 1);
        int most = Math.min(rows, pending.atEnd() ? next.size() : Math.max(1, next.size() - 1));
        if (most == next.size()) {
            return next;
        }
        int group = next.get(most).bookGroup();
        int end = most;
        while (job.dryRun() && end > 0 && next.get(end - 1).bookGroup() == group) {
            end--;
        }
        return next.subList(0, end == 0 ? most : end);
    }

    private ImportItem.Verdict verdict(Session session, PendingItem item) {
        Optional<CopyRow> copy = CopyRow.of(item.normal());
        if (copy.isPresent()) {
            Restoring restoring = shelving.restoring().orElseThrow();
            return restoring.take(session, job.userId(), copy.get(), job.dryRun());
        }
        Mapping row = item.mapping();
        if (job.shelves().leavesOut(row)) {
            return ImportItem.Verdict.leftOut("shelf_left_out", "Rows of this shelf are left out, as you chose.");
        }
        Mapping mapping = job.shelves().applied(row);
        Intake.Draft draft = mapping.draft();
        try {
            Intake.Result result = shelving.take(session, job.userId(), draft.book(), draft.shelf());
            return ImportItem.Verdict.of(result, mapping.notes(), job.dryRun());
        } catch (DoubtfulBook question) {
            return reviews.verdict(session, job, item.place(), mapping, question.doubt());
        }
    }

    private void count(List<Decision> decisions) {
        job = job.with(counts(decisions));
        if (!job.dryRun()) {
            decisions.forEach(it -> metrics.rowImported(it.verdict().outcome()));
        }
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
        boolean ours = database.write(session -> repository.renew(session, job.id())
                && repository.finish(session, job.id(), ImportJob.Status.DONE, null));
        if (ours) {
            LOG.atInfo().addKeyValue("import", job.id()).log("an import is done: {}", job.counts());
        }
        return false;
    }
}
