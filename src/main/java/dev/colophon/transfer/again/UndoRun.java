package dev.colophon.transfer.again;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.database.Database;
import dev.colophon.database.Session;
import dev.colophon.journal.copy.NoteTrace;
import dev.colophon.journal.copy.NoteUndo;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.intake.EntryUndo;
import dev.colophon.transfer.job.ImportItem.Verdict;
import dev.colophon.transfer.job.ImportJob;
import dev.colophon.transfer.job.ImportRepository;
import dev.colophon.transfer.job.JobRun;
import dev.colophon.transfer.job.RowTrace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a job back, from its last row to its first. All rows about one entry are taken back together, or none of them
 * when somebody changed it since. A row that is done with has no trace any more, so that whoever takes the job over
 * goes on with those that have.
 */
public final class UndoRun implements JobRun {
    private static final Logger LOG = LoggerFactory.getLogger(UndoRun.class);

    private static final int ROWS_AT_ONCE = 100;

    private final Database database;
    private final ImportRepository repository;
    private final EntryUndo entries;
    private final NoteUndo notes = new NoteUndo();
    private final TracedRows traced = new TracedRows();
    private final ImportJob job;
    private int before = Integer.MAX_VALUE;

    /** What is being taken back; null once that is done. */
    private @Nullable TracedRow tried;

    public UndoRun(Database database, ImportRepository repository, EntryUndo entries, ImportJob job) {
        this.database = database;
        this.repository = repository;
        this.entries = entries;
        this.job = job;
    }

    @Override
    public ImportJob job() {
        return job;
    }

    @Override
    public boolean step() {
        tried = null;
        try {
            int reached = database.write(this::takeBack);
            boolean more = reached >= 0;
            before = more ? reached : before;
            return more;
        } catch (RuntimeException failure) {
            TracedRow stuck = tried;
            if (stuck == null || failure instanceof Problem problem && problem.kind() == Kind.UNAVAILABLE) {
                throw failure;
            }
            LOG.atWarn().addKeyValue("import", job.id()).setCause(failure).log("a row could not be taken back");
            return database.write(session -> setAside(session, stuck));
        }
    }

    /** Returns the last place that is done with, -1 when there is nothing more to do. */
    private int takeBack(Session session) {
        if (!repository.renew(session, job.id())) {
            LOG.atInfo().addKeyValue("import", job.id()).log("somebody else takes an import back; leaving it");
            return -1;
        }
        repository.items().preferIndexes(session);
        long end = System.nanoTime() + PART_NANOSECONDS;
        List<TracedRow> rows = traced.last(session, job.id(), before, ROWS_AT_ONCE);
        if (rows.isEmpty()) {
            repository.finish(session, job.id(), ImportJob.Status.UNDONE, null);
            LOG.atInfo().addKeyValue("import", job.id()).log("an import is taken back");
            return -1;
        }
        Map<Integer, Verdict> verdicts = new HashMap<>();
        int reached = before;
        for (TracedRow row : rows) {
            if (!verdicts.isEmpty() && System.nanoTime() - end > 0) {
                break;
            }
            tried = row;
            if (!verdicts.containsKey(row.place())) {
                verdicts.putAll(takeBack(session, row));
            }
            reached = row.place();
        }
        tried = null;
        repository.items().decide(session, job.id(), verdicts);
        return reached;
    }

    private Map<Integer, Verdict> takeBack(Session session, TracedRow row) {
        UUID entry = row.entryId();
        if (entry == null) {
            return Map.of(row.place(), Verdict.undone());
        }
        List<TracedRow> rows = traced.ofEntry(session, job.id(), entry);
        boolean taken = takeBack(session, entry, rows);
        return verdicts(rows, one -> taken ? Verdict.undone() : Verdict.kept(one.outcome(), entry));
    }

    private boolean takeBack(Session session, UUID entry, List<TracedRow> rows) {
        List<RowTrace> traces = rows.stream().map(TracedRow::trace).toList();
        var done = new EntryUndo.Done(
                job.userId(),
                entry,
                traces.stream().map(RowTrace::entry).filter(Objects::nonNull).toList(),
                traces.stream()
                        .map(RowTrace::progress)
                        .filter(Objects::nonNull)
                        .flatMap(List::stream)
                        .toList());
        List<NoteTrace> brought =
                traces.stream().map(RowTrace::note).filter(Objects::nonNull).toList();
        if (!entries.isAsLeft(session, done) || !notes.isAsLeft(session, entry, brought, done.isNew())) {
            return false;
        }
        notes.takeBack(session, job.userId(), brought);
        BookDraft added = rows.stream()
                .filter(TracedRow::hasAddedBook)
                .findFirst()
                .map(TracedRow::book)
                .orElse(null);
        entries.takeBack(session, done, added);
        return true;
    }

    private boolean setAside(Session session, TracedRow row) {
        UUID entry = row.entryId();
        List<TracedRow> rows = entry == null ? List.of(row) : traced.ofEntry(session, job.id(), entry);
        if (!repository.renew(session, job.id())) {
            return false;
        }
        repository.items().decide(session, job.id(), verdicts(rows, one -> Verdict.stuck(one.outcome(), entry)));
        return true;
    }

    private static Map<Integer, Verdict> verdicts(List<TracedRow> rows, Function<TracedRow, Verdict> verdict) {
        return rows.stream().collect(Collectors.toMap(TracedRow::place, verdict));
    }
}
