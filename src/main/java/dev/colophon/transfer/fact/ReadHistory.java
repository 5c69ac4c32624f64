package dev.colophon.transfer.fact;

import dev.colophon.shelf.Read.Outcome;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.intake.ShelfDraft.Read;
import dev.colophon.transfer.row.NamedColumn;
import dev.colophon.transfer.row.RowCells;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The reads that a row tells of, collected from its dates and completed by its count and status.
 * Dates that an export does not have stay unknown.
 */
public final class ReadHistory {
    /** A shelf takes more, but reads that only a count tells of are rows that say nothing. */
    public static final int MAX_READS = 100;

    private final RowCells cells;
    private final NamedColumn column;
    private final List<Read> finished = new ArrayList<>();
    private @Nullable LocalDate openSince;
    private boolean openSeen;

    /**
     * @param column named when its dates contradict each other
     */
    public ReadHistory(RowCells cells, NamedColumn column) {
        this.cells = cells;
        this.column = column;
    }

    /** A read by its two days; one without an end is under way, one without either says nothing. */
    public ReadHistory add(@Nullable LocalDate start, @Nullable LocalDate end) {
        if (end == null) {
            openSeen |= start != null;
            openSince = start == null ? openSince : start;
        } else if (finished.size() < MAX_READS) {
            finished.add(closed(start, end));
        }
        return this;
    }

    /** The day of the last finish, which may be known already. */
    public ReadHistory addFinish(@Nullable LocalDate day) {
        if (day != null && finished.stream().noneMatch(read -> day.equals(read.finishedOn()))) {
            finished.add(new Read(null, day, Outcome.FINISHED));
        }
        return this;
    }

    private Read closed(@Nullable LocalDate start, LocalDate end) {
        if (start != null && start.isAfter(end)) {
            cells.note(column, "has a start after its end; the start was left out");
            return new Read(null, end, Outcome.FINISHED);
        }
        return new Read(start, end, Outcome.FINISHED);
    }

    /** How often the book was read, as far as a cell says so. */
    public static int count(RowCells cells, NamedColumn column) {
        Integer count = cells.wholeNumber(column, 0, 100_000);
        if (count != null && count > MAX_READS) {
            cells.note(column, "is larger than " + MAX_READS + "; that many were kept");
        }
        return count == null ? 0 : Math.min(count, MAX_READS);
    }

    /** All reads, oldest first, with what the count and the status say beyond the dates. */
    public List<Read> complete(Status status, int count) {
        finished.sort(Comparator.comparing(ReadHistory::end));
        return switch (status) {
            case READ -> withStart(earlier(Math.max(1, count)));
            case READING, PAUSED -> {
                List<Read> reads = earlier(count - 1);
                reads.add(new Read(openSeen ? openSince : null, null, null));
                yield reads;
            }
            case DNF -> {
                List<Read> reads = earlier(Math.max(1, count));
                Read last = reads.removeLast();
                LocalDate start = last.finishedOn() == null ? openSince : last.startedOn();
                reads.add(new Read(start, last.finishedOn(), Outcome.DNF));
                yield reads;
            }
            case WANT -> earlier(count);
        };
    }

    /** A read whose start alone is known is the last one without an end. */
    private List<Read> withStart(List<Read> reads) {
        int undated = reads.size() - finished.size();
        if (openSince != null && undated > 0) {
            reads.set(undated - 1, new Read(openSince, null, Outcome.FINISHED));
        }
        return reads;
    }

    private static LocalDate end(Read read) {
        return Objects.requireNonNull(read.finishedOn());
    }

    /** The dated reads with as many undated ones before them as the total demands. */
    private List<Read> earlier(int total) {
        int undated = Math.max(0, total - finished.size());
        List<Read> reads = new ArrayList<>(Collections.nCopies(undated, new Read(null, null, Outcome.FINISHED)));
        reads.addAll(finished);
        return reads;
    }
}
