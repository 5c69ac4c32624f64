package dev.colophon.transfer.hardcover;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.intake.ShelfDraft;
import dev.colophon.shelf.intake.ShelfDraft.Tag;
import dev.colophon.transfer.cell.BindingName;
import dev.colophon.transfer.fact.BookCells;
import dev.colophon.transfer.fact.BookCells.Identifier;
import dev.colophon.transfer.fact.IsbnCells;
import dev.colophon.transfer.fact.NameCells;
import dev.colophon.transfer.fact.ReadHistory;
import dev.colophon.transfer.fact.ShelfCells;
import dev.colophon.transfer.fact.TagCells;
import dev.colophon.transfer.row.NamedColumn;
import dev.colophon.transfer.row.RowCells;
import dev.colophon.transfer.row.RowMapper;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One row of a Hardcover export: an edition with the reader's last read of it. */
public final class HardcoverRow implements RowMapper {
    private static final Map<String, Identifier> IDENTIFIERS = Map.of(
            "hardcover_edition", Identifier.of(Column.EDITION_ID, Identifier.NUMBER),
            "asin", Identifier.of(Column.ASIN, "B[A-Z0-9]{9}"));
    private static final Map<String, Identifier> WITHOUT_EDITION =
            Map.of("hardcover", Identifier.of(Column.BOOK_ID, Identifier.NUMBER));

    @Override
    public List<? extends NamedColumn> columns() {
        return List.of(Column.values());
    }

    @Override
    public List<? extends NamedColumn> dates() {
        return List.of(Column.DATE_ADDED, Column.DATE_STARTED, Column.DATE_FINISHED);
    }

    @Override
    public String title(RowCells cells) {
        return cells.text(Column.TITLE);
    }

    @Override
    public Optional<String> leftOut(RowCells cells) {
        return cells.text(Column.STATUS).equalsIgnoreCase("ignored")
                ? Optional.of("The reader told Hardcover to ignore this book.")
                : Optional.empty();
    }

    @Override
    public BookDraft book(RowCells cells) {
        return BookDraft.titled(BookCells.title(cells, Column.TITLE), facts -> {
            facts.contributors = NameCells.contributors(cells, Column.AUTHOR);
            facts.series = BookCells.series(cells, Column.SERIES);
            facts.isbn13 = IsbnCells.isbn13(cells, Column.ISBN_13, Column.ISBN_10);
            facts.identifiers = identifiers(cells);
            facts.publisher = cells.line(Column.PUBLISHER, BookDraft.MAX_NAME);
            facts.publishedOn = BookCells.published(cells, Column.PUBLISH_DATE);
            facts.pageCount = BookCells.pages(cells, Column.PAGES);
            facts.language = BookCells.language(cells, Column.LANGUAGE_CODE);
            Integer seconds = cells.wholeNumber(Column.DURATION, 0, 100_000_000);
            facts.durationSeconds = seconds == null || seconds == 0 ? null : seconds;
        });
    }

    /** The number of the book is the same for all its editions, so that it counts only without one. */
    private static Map<String, String> identifiers(RowCells cells) {
        Map<String, String> found = new HashMap<>(BookCells.identifiers(cells, IDENTIFIERS));
        if (!found.containsKey("hardcover_edition")) {
            found.putAll(BookCells.identifiers(cells, WITHOUT_EDITION));
        }
        return found;
    }

    @Override
    public ShelfDraft shelf(RowCells cells) {
        Status status = ShelfCells.status(cells, Column.STATUS, Status.WANT);
        EntryFacts said = EntryFacts.NONE.with(facts -> {
            facts.format = format(cells);
            ShelfCells.owned(facts, ShelfCells.isYes(cells, Column.OWNED));
            ShelfCells.rating(facts, cells, Column.RATING);
            ShelfCells.review(facts, cells, Column.REVIEW, ShelfCells.isYes(cells, Column.SPOILERS));
            facts.privateNote = ShelfCells.privateNote(
                    cells, Column.PRIVATE_NOTES, Column.GENRES, Column.MOODS, Column.CONTENT_WARNINGS);
            facts.addedOn = cells.date(Column.DATE_ADDED);
        });
        return ShelfDraft.of(status, said, tags(cells), reads(cells, status));
    }

    /** "Book" says nothing of a binding. */
    private static @Nullable Format format(RowCells cells) {
        Format binding = BindingName.format(cells.text(Column.BINDING));
        Format media = BindingName.format(cells.text(Column.MEDIA));
        return binding != null ? binding : media == Format.OTHER ? null : media;
    }

    private static List<Tag> tags(RowCells cells) {
        Map<String, @Nullable Integer> names = new LinkedHashMap<>(TagCells.names(cells.text(Column.TAGS), ","));
        names.putAll(TagCells.names(cells.text(Column.LISTS), ","));
        names.keySet().removeIf("owned"::equalsIgnoreCase);
        return TagCells.tags(cells, Column.LISTS, names);
    }

    private static List<ShelfDraft.Read> reads(RowCells cells, Status status) {
        return new ReadHistory(cells, Column.DATE_STARTED)
                .add(cells.date(Column.DATE_STARTED), cells.date(Column.DATE_FINISHED))
                .complete(status, 0);
    }
}
