package dev.colophon.transfer.job;

import dev.colophon.transfer.source.SourceSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a job without an outcome, by place. While some are taken the next ones are read and understood, which
 * takes as long. Nobody but the holder of the job's lease may give one an outcome meanwhile. For one thread.
 */
public final class PendingRows {
    private static final int PAGE = 100;

    /** Rows may be long. */
    private static final int MOST_CHARACTERS = 2_000_000;

    private final ItemRepository items;
    private final UUID jobId;
    private final boolean understandable;
    private final List<PendingItem> waiting = new ArrayList<>();
    private @Nullable Aside<Pages> coming;
    private int after = -1;
    private boolean atEnd;

    public PendingRows(ItemRepository items, ImportJob job) {
        this.items = items;
        this.jobId = job.id();
        this.understandable = job.source() != SourceSystem.COLOPHON;
    }

    /** Rows that were read, and whether there are no more. */
    private record Pages(List<PendingItem> rows, boolean last) {}

    /**
     * The next rows, until they are {@link #decided}. Not to be called in a session.
     *
     * @param wanted fewer come at the end, or when they are long; rarely more
     */
    public List<PendingItem> next(int wanted) {
        if (waiting.isEmpty() && atEnd && after >= 0) {
            // whoever answers a question makes a row of before pending again
            after = -1;
            atEnd = false;
        }
        while (waiting.size() < wanted && !atEnd && length(waiting) < MOST_CHARACTERS) {
            Aside<Pages> read = coming == null ? readAside(wanted) : coming;
            coming = null;
            Pages pages = read.result();
            waiting.addAll(pages.rows());
            atEnd = pages.last();
            after = waiting.isEmpty() ? after : waiting.getLast().place();
        }
        if (coming == null && !atEnd) {
            coming = readAside(wanted);
        }
        return List.copyOf(waiting);
    }

    /** Whether {@link #next} has returned all that there are. */
    public boolean atEnd() {
        return atEnd;
    }

    /** Waits for what is being read; nothing is wanted any more. */
    public void end() {
        if (coming != null) {
            coming.await();
        }
    }

    /** These have an outcome now. */
    public void decided(Set<Integer> places) {
        waiting.removeIf(item -> places.contains(item.place()));
    }

    private Aside<Pages> readAside(int wanted) {
        int from = after;
        return Aside.of(() -> read(from, wanted));
    }

    private Pages read(int from, int wanted) {
        List<PendingItem> rows = new ArrayList<>();
        int last = from;
        while (rows.size() < wanted && length(rows) < MOST_CHARACTERS) {
            List<PendingItem> page = items.pending(jobId, last, PAGE);
            page.forEach(item -> rows.add(understandable ? item.understand() : item));
            if (page.size() < PAGE) {
                return new Pages(rows, true);
            }
            last = page.getLast().place();
        }
        return new Pages(rows, false);
    }

    private static long length(List<PendingItem> rows) {
        return rows.stream().mapToLong(item -> item.normal().length()).sum();
    }
}
