package dev.colophon.transfer.goodreads;

import dev.colophon.shelf.Status;
import dev.colophon.shelf.intake.ShelfDraft.Read;
import dev.colophon.transfer.fact.ReadHistory;
import dev.colophon.transfer.row.RowCells;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reads of a Goodreads row: the finish of the last one and how many there were, beside {@code
 * START,END;START,END} of the Enhance-GoodReads-Export script.
 */
final class ReadDates {
    private ReadDates() {}

    /**
     * @param dateRead the finish of the last read
     */
    static List<Read> of(RowCells cells, Status status, @Nullable LocalDate dateRead) {
        var history = new ReadHistory(cells, Column.READ_DATES);
        for (String entry : cells.text(Column.READ_DATES).split(";")) {
            String[] ends = entry.split(",", -1);
            history.add(date(cells, ends[0]), ends.length > 1 ? date(cells, ends[1]) : null);
        }
        return history.addFinish(dateRead).complete(status, ReadHistory.count(cells, Column.READ_COUNT));
    }

    private static @Nullable LocalDate date(RowCells cells, String text) {
        if (text.isBlank()) {
            return null;
        }
        LocalDate date = cells.day(text.strip());
        if (date == null) {
            cells.note(Column.READ_DATES, "holds something that is not a date; left out");
        }
        return date;
    }
}
