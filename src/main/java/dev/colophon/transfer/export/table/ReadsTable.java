package dev.colophon.transfer.export.table;

import static dev.colophon.transfer.export.table.BookCells.orEmpty;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.copy.EntryCopy;
import dev.colophon.shelf.copy.EntryCopy.ReadCopy;
import dev.colophon.transfer.export.walk.ExportProgress;
import dev.colophon.transfer.export.walk.ShelfWalk;
import dev.colophon.transfer.export.walk.ShelfWalk.Shelved;
import dev.colophon.transfer.file.ReportCells;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row for each read, for spreadsheets and whoever counts: an entry without reads has none. */
public final class ReadsTable {
    private static final List<String> NAMES = List.of(
            "Title",
            "Author",
            "ISBN13",
            "Read",
            "Started",
            "Finished",
            "Outcome",
            "Status",
            "Rating",
            "Format",
            "Pages",
            "Minutes",
            "Language",
            "Tags");

    private static final int SECONDS_PER_MINUTE = 60;

    private final Table table;

    public ReadsTable(ShelfWalk walk) {
        this.table = new Table(walk);
    }

    /**
     * Writes the reads of all entries.
     *
     * @throws IOException of the stream
     */
    public void write(UUID reader, OutputStream out, ExportProgress progress) throws IOException {
        table.write(reader, out, progress, NAMES, ReadsTable::rows);
    }

    private static List<List<String>> rows(Shelved shelved) {
        EntryCopy entry = shelved.entry().copy();
        List<List<String>> rows = new ArrayList<>();
        for (int place = 0; place < entry.reads().size(); place++) {
            rows.add(row(shelved.book().copy().facts(), entry, place));
        }
        return rows;
    }

    private static List<String> row(BookDraft book, EntryCopy entry, int place) {
        ReadCopy read = entry.reads().get(place);
        Rating rating = entry.facts().rating();
        Integer seconds = book.durationSeconds();
        return List.of(
                ReportCells.neutral(book.title()),
                ReportCells.neutral(new BookCells(book).author()),
                orEmpty(book.isbn13()),
                String.valueOf(place + 1),
                orEmpty(read.startedOn()),
                orEmpty(read.finishedOn()),
                read.outcome() == null ? "open" : label(read.outcome()),
                label(entry.status()),
                rating == null ? "" : rating.stars().toPlainString(),
                label(entry.facts().format()),
                orEmpty(book.pageCount()),
                seconds == null ? "" : String.valueOf(seconds / SECONDS_PER_MINUTE),
                orEmpty(book.language()),
                ReportCells.neutral(String.join(
                        ", ", entry.tags().stream().map(tag -> tag.name()).toList())));
    }

    private static String label(@Nullable Enum<?> constant) {
        return constant == null ? "" : constant.name().toLowerCase(Locale.ROOT);
    }
}
