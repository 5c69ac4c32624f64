package dev.colophon.transfer.goodreads;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.transfer.file.CsvFile;
import dev.colophon.transfer.goodreads.cell.DateOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * An export that was read once to its end, so that what must be known of the whole file is known
 * before any row is stored: that every row can be read, how dates are written, and which rows may
 * be about the same book. Those get places side by side, so that a dry run can roll back batch by
 * batch and still see what a real run sees.
 */
public final class GoodreadsExport {
    private final CsvFile file;
    private final Header header;
    private final DateOrder dateOrder;
    private final List<String> notes;
    private final int[] groups;
    private final int[] places;

    private GoodreadsExport(CsvFile file, Header header, DateOrder.Evidence dates, BookGroups groups) {
        this.file = file;
        this.header = header;
        this.dateOrder = dates.order();
        this.notes = notes(file, header, dates);
        this.groups = groups.ofRows();
        this.places = BookGroups.places(this.groups);
    }

    /**
     * A row of the file and what it means.
     *
     * @param place its place among all rows; those about the same book stand together
     * @param line where it starts in the file
     * @param bookGroup equal for rows that may be about the same book
     * @param raw the row as it is in the file, canonical JSON
     */
    public record ExportRow(int place, int line, int bookGroup, String raw, Mapping mapping) {}

    /**
     * Reads the file once.
     *
     * @throws Problem saying what the file is when it is no such export, when a quote is broken, or
     *     there are no rows or too many
     */
    public static GoodreadsExport open(Path path, int maxRows) throws IOException {
        CsvFile file = CsvFile.open(path);
        Header header = Header.of(file.names());
        var dates = new DateOrder.Evidence();
        var groups = new BookGroups();
        file.forEach(row -> {
            RowCells cells = new RowCells(header, row.cells());
            dates.add(cells.text(Column.DATE_READ));
            dates.add(cells.text(Column.DATE_ADDED));
            groups.add(GoodreadsRow.book(cells));
            if (groups.size() > maxRows) {
                throw tooManyRows(maxRows);
            }
        });
        if (groups.size() == 0) {
            throw Problem.of(Kind.INVALID, "no_rows", "The file has no rows below the first; nothing to do.");
        }
        return new GoodreadsExport(file, header, dates, groups);
    }

    /** What was assumed or found about the file as a whole, one sentence each. */
    public List<String> notes() {
        return notes;
    }

    public int rowCount() {
        return groups.length;
    }

    /** Reads every row again, in the order of the file. */
    public void forEach(Consumer<ExportRow> action) throws IOException {
        file.forEach(row -> {
            RowCells cells = new RowCells(header, row.cells());
            Mapping mapping = GoodreadsRow.map(cells, dateOrder);
            int index = row.index();
            action.accept(new ExportRow(places[index], row.line(), groups[index], cells.rawJson(), mapping));
        });
    }

    private static List<String> notes(CsvFile file, Header header, DateOrder.Evidence dates) {
        List<String> notes = new ArrayList<>(file.notes());
        notes.addAll(header.notes());
        String note = dates.note();
        if (note != null) {
            notes.add(note);
        }
        return List.copyOf(notes);
    }

    private static Problem tooManyRows(int maxRows) {
        return Problem.of(
                Kind.TOO_LARGE,
                "too_many_rows",
                "The file has more than "
                        + maxRows
                        + " rows. Split it into several files with the same first row, or ask the"
                        + " operator to raise IMPORT_MAX_ROWS. Nothing was stored.");
    }
}
