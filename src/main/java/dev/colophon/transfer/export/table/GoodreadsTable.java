package dev.colophon.transfer.export.table;

import static dev.colophon.transfer.export.table.BookCells.orEmpty;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.copy.EntryCopy;
import dev.colophon.transfer.export.walk.ExportProgress;
import dev.colophon.transfer.export.walk.ShelfWalk;
import dev.colophon.transfer.export.walk.ShelfWalk.Shelved;
import dev.colophon.transfer.file.ReportCells;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The 24 columns that Goodreads exported from 2022 to 2026, which nearly every other program reads. What they cannot
 * say is listed in docs/EXPORTS.md.
 */
public final class GoodreadsTable {
    private static final List<String> NAMES = List.of(
            "Book Id",
            "Title",
            "Author",
            "Author l-f",
            "Additional Authors",
            "ISBN",
            "ISBN13",
            "My Rating",
            "Average Rating",
            "Publisher",
            "Binding",
            "Number of Pages",
            "Year Published",
            "Original Publication Year",
            "Date Read",
            "Date Added",
            "Bookshelves",
            "Bookshelves with positions",
            "Exclusive Shelf",
            "My Review",
            "Spoiler",
            "Private Notes",
            "Read Count",
            "Owned Copies");

    private static final Map<Format, String> BINDINGS = Map.of(
            Format.PAPERBACK, "Paperback",
            Format.HARDCOVER, "Hardcover",
            Format.EBOOK, "ebook",
            Format.AUDIOBOOK, "Audiobook",
            Format.OTHER, "Other");

    private final Table table;

    public GoodreadsTable(ShelfWalk walk) {
        this.table = new Table(walk);
    }

    /**
     * Writes a row for each entry.
     *
     * @throws IOException of the stream
     */
    public void write(UUID reader, OutputStream out, ExportProgress progress) throws IOException {
        table.write(reader, out, progress, NAMES, entry -> List.of(row(entry)));
    }

    private static List<String> row(Shelved shelved) {
        BookDraft book = shelved.book().copy().facts();
        EntryCopy entry = shelved.entry().copy();
        EntryFacts facts = entry.facts();
        var cells = new BookCells(book);
        var standing = new StandingCells(entry);
        return List.of(
                orEmpty(book.identifiers().get("goodreads")),
                ReportCells.neutral(cells.titleWithSeries()),
                ReportCells.neutral(cells.author()),
                ReportCells.neutral(cells.authorLastFirst()),
                ReportCells.neutral(cells.otherPeople()),
                quoted(book.isbn10()),
                quoted(book.isbn13()),
                facts.rating() == null ? "0" : facts.rating().stars().toPlainString(),
                "",
                ReportCells.neutral(orEmpty(book.publisher())),
                facts.format() == null ? "" : BINDINGS.get(facts.format()),
                orEmpty(book.pageCount()),
                cells.yearPublished(),
                orEmpty(book.originalYear()),
                standing.dateRead(),
                StandingCells.day(facts.addedOn()),
                ReportCells.neutral(standing.shelves()),
                ReportCells.neutral(standing.shelvesWithPositions()),
                standing.exclusiveShelf(),
                ReportCells.neutral(html(facts.review())),
                facts.reviewSpoiler() ? "true" : "",
                ReportCells.neutral(html(facts.privateNote())),
                standing.readCount(),
                standing.ownedCopies());
    }

    /** So that spreadsheets keep the zeros that it begins with; the one formula that is meant. */
    private static String quoted(@Nullable String isbn) {
        return "=\"" + orEmpty(isbn) + "\"";
    }

    /** Goodreads' texts are HTML in one line; Markdown stays as it is, and is what our own import reads. */
    private static String html(@Nullable String markdown) {
        return orEmpty(markdown)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\n", "<br/>");
    }
}
