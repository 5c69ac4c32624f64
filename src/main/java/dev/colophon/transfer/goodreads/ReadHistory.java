package dev.colophon.transfer.goodreads;

import dev.colophon.shelf.Read.Outcome;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.intake.ShelfDraft.Read;
import dev.colophon.transfer.goodreads.cell.DateOrder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The reads that a row tells of, oldest first. Goodreads exports the finish of the last read and
 * how many there were; dates that it does not export stay unknown.
 */
final class ReadHistory {
    /** A shelf takes more, but reads that only a count tells of are rows that say nothing. */
    static final int MAX_READS = 100;

    private final RowCells cells;
    private final DateOrder dates;
    private final List<Read> finished = new ArrayList<>();
    private @Nullable LocalDate openSince;
    private boolean openSeen;

    private ReadHistory(RowCells cells, DateOrder dates) {
        this.cells = cells;
        this.dates = dates;
    }

    /**
     * @param dateRead the finish of the last read
     */
    static List<Read> of(RowCells cells, DateOrder dates, Status status, @Nullable LocalDate dateRead) {
        ReadHistory history = new ReadHistory(cells, dates);
        history.takeReadDates();
        history.takeDateRead(dateRead);
        return history.complete(status);
    }

    /** {@code START,END;START,END} of the Enhance-GoodReads-Export script. */
    private void takeReadDates() {
        for (String entry : cells.text(Column.READ_DATES).split(";")) {
            if (entry.isBlank() || finished.size() == MAX_READS) {
                continue;
            }
            String[] ends = entry.split(",", -1);
            LocalDate start = date(ends[0]);
            LocalDate end = ends.length > 1 ? date(ends[1]) : null;
            if (end != null) {
                finished.add(read(start, end));
            } else if (start != null) {
                openSeen = true;
                openSince = start;
            }
        }
    }

    private @Nullable LocalDate date(String text) {
        if (text.isBlank()) {
            return null;
        }
        LocalDate date = dates.parse(text.strip());
        if (date == null) {
            cells.note(Column.READ_DATES, "holds something that is not a date; left out");
        }
        return date;
    }

    private Read read(@Nullable LocalDate start, LocalDate end) {
        if (start != null && start.isAfter(end)) {
            cells.note(Column.READ_DATES, "has a start after its end; the start was left out");
            return new Read(null, end, Outcome.FINISHED);
        }
        return new Read(start, end, Outcome.FINISHED);
    }

    private void takeDateRead(@Nullable LocalDate dateRead) {
        if (dateRead != null && finished.stream().noneMatch(read -> dateRead.equals(read.finishedOn()))) {
            finished.add(new Read(null, dateRead, Outcome.FINISHED));
        }
        finished.sort(Comparator.comparing(ReadHistory::end));
    }

    private static LocalDate end(Read read) {
        return Objects.requireNonNull(read.finishedOn());
    }

    /** Adds what the counts and the status say beyond the dates. */
    private List<Read> complete(Status status) {
        Integer readCount = cells.wholeNumber(Column.READ_COUNT, 0, 100_000);
        int count = readCount == null ? 0 : Math.min(readCount, MAX_READS);
        if (readCount != null && readCount > MAX_READS) {
            cells.note(Column.READ_COUNT, "is larger than " + MAX_READS + "; that many were kept");
        }
        return switch (status) {
            case READ -> earlier(Math.max(1, count));
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

    /** The dated reads with as many undated ones before them as the total demands. */
    private List<Read> earlier(int total) {
        int undated = Math.max(0, total - finished.size());
        List<Read> reads = new ArrayList<>(Collections.nCopies(undated, new Read(null, null, Outcome.FINISHED)));
        reads.addAll(finished);
        return reads;
    }
}
