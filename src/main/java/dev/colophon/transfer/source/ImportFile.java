package dev.colophon.transfer.source;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.transfer.cell.DateOrder;
import dev.colophon.transfer.file.Table;
import dev.colophon.transfer.row.Mapping;
import dev.colophon.transfer.row.NamedColumn;
import dev.colophon.transfer.row.RowCells;
import dev.colophon.transfer.row.RowMapper;
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
public final class ImportFile {
    private final KnownTable known;
    private final DateOrder dateOrder;
    private final List<String> notes;
    private final int[] groups;
    private final int[] places;

    private ImportFile(KnownTable known, DateOrder.Evidence dates, BookGroups groups) {
        this.known = known;
        this.dateOrder = dates.order();
        this.notes = notes(known, dates);
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
    public record ImportRow(int place, int line, int bookGroup, String raw, Mapping mapping) {}

    /**
     * Reads the file once.
     *
     * @param maxBytes of what an archive may hold
     * @throws Problem saying what the file is when it is no export or another's than was said, when
     *     a quote is broken, or there are no rows or too many
     */
    public static ImportFile open(Path path, FileReading reading, int maxRows, long maxBytes) throws IOException {
        KnownTable known = KnownTable.of(Table.open(path, maxBytes), reading);
        RowMapper mapper = known.system().mapper();
        var dates = new DateOrder.Evidence();
        var groups = new BookGroups();
        int[] outOfStep = {0};
        known.table().forEach(row -> {
            RowCells cells = new RowCells(known.header(), row.cells(), DateOrder.MONTH_FIRST);
            for (NamedColumn column : mapper.dates()) {
                dates.add(cells.text(column));
            }
            groups.add(Mapping.book(mapper, cells));
            outOfStep[0] += cells.surplus() > 0 ? 1 : 0;
            if (groups.size() > maxRows) {
                throw tooManyRows(maxRows);
            }
        });
        if (outOfStep[0] == groups.size() && groups.size() > 1) {
            throw Problem.of(
                    Kind.INVALID,
                    FileReading.SHIFTED_COLUMNS,
                    "Every row has more cells than the first row has names, so that they stand under the wrong names."
                            + " Say what the columns are (at the API by the parameter columns, with the verb by"
                            + " --columns).");
        }
        if (groups.size() == 0) {
            throw Problem.of(Kind.INVALID, "no_rows", "The file has no rows below the first; nothing to do.");
        }
        return new ImportFile(known, dates, groups);
    }

    /** Who wrote the file. */
    public SourceSystem system() {
        return known.system();
    }

    /** What was assumed or found about the file as a whole, one sentence each. */
    public List<String> notes() {
        return notes;
    }

    public int rowCount() {
        return groups.length;
    }

    /** Reads every row again, in the order of the file. */
    public void forEach(Consumer<ImportRow> action) throws IOException {
        known.table().forEach(row -> {
            RowCells cells = new RowCells(known.header(), row.cells(), dateOrder);
            Mapping mapping = Mapping.of(known.system().mapper(), cells);
            int index = row.index();
            action.accept(new ImportRow(places[index], row.line(), groups[index], cells.rawJson(), mapping));
        });
    }

    private static List<String> notes(KnownTable known, DateOrder.Evidence dates) {
        List<String> notes = new ArrayList<>(known.notes());
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
