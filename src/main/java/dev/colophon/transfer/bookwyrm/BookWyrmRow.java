package dev.colophon.transfer.bookwyrm;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.intake.ShelfDraft;
import dev.colophon.text.FieldRules;
import dev.colophon.transfer.cell.ShelfName;
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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of a BookWyrm export: a book with its last read, its review and one shelf. */
public final class BookWyrmRow implements RowMapper {
    private static final Map<String, Identifier> IDENTIFIERS = Map.of(
            "bookwyrm", Identifier.of(Column.REMOTE_ID, "https?://[^\\s]{1,190}"),
            "openlibrary", Identifier.of(Column.OPENLIBRARY_KEY, Identifier.EDITION_OF_OPEN_LIBRARY),
            "goodreads", Identifier.of(Column.GOODREADS_KEY, Identifier.NUMBER),
            "asin", Identifier.of(Column.ASIN, Identifier.ASIN),
            "oclc", Identifier.of(Column.OCLC_NUMBER, Identifier.NUMBER),
            "inventaire", Identifier.of(Column.INVENTAIRE_ID, "isbn:\\d{13}|inv:[0-9a-f]{32}"));

    @Override
    public List<? extends NamedColumn> columns() {
        return List.of(Column.values());
    }

    @Override
    public List<? extends NamedColumn> dates() {
        return List.of(Column.START_DATE, Column.FINISH_DATE, Column.STOPPED_DATE, Column.SHELF_DATE);
    }

    @Override
    public String title(RowCells cells) {
        return cells.text(Column.TITLE);
    }

    @Override
    public BookDraft book(RowCells cells) {
        return BookDraft.titled(BookCells.title(cells, Column.TITLE), facts -> {
            facts.contributors = NameCells.contributors(cells, Column.AUTHOR_TEXT);
            facts.isbn13 = IsbnCells.isbn13(cells, Column.ISBN_13, Column.ISBN_10);
            facts.identifiers = BookCells.identifiers(cells, IDENTIFIERS);
            facts.pageCount = BookCells.pages(cells, Column.PAGES);
        });
    }

    @Override
    public ShelfDraft shelf(RowCells cells) {
        LocalDate stopped = cells.date(Column.STOPPED_DATE);
        LocalDate finish = cells.date(Column.FINISH_DATE);
        LocalDate start = cells.date(Column.START_DATE);
        Status said = ShelfName.word(cells.text(Column.SHELF));
        Status status = said != null
                ? said
                : stopped != null
                        ? Status.DNF
                        : finish != null ? Status.READ : start != null ? Status.READING : Status.WANT;
        return ShelfDraft.of(
                status,
                facts(cells),
                TagCells.tags(cells, Column.SHELF_NAME, TagCells.names(ownShelf(cells, said), "\\n")),
                new ReadHistory(cells, Column.START_DATE)
                        .add(start, finish == null ? stopped : finish)
                        .complete(status, 0));
    }

    /** A shelf that BookWyrm does not make itself is a tag. */
    private static String ownShelf(RowCells cells, @Nullable Status said) {
        if (said != null) {
            return "";
        }
        cells.standsOn(cells.text(Column.SHELF_NAME));
        cells.note(Column.SHELF, "is no shelf of BookWyrm's own; the dates told the status");
        return cells.text(Column.SHELF_NAME);
    }

    private static EntryFacts facts(RowCells cells) {
        return EntryFacts.NONE.with(facts -> {
            ShelfCells.rating(facts, cells, Column.RATING);
            ShelfCells.review(
                    facts,
                    cells,
                    Column.REVIEW_CONTENT,
                    !cells.text(Column.REVIEW_CW).isEmpty());
            String name = cells.text(Column.REVIEW_NAME);
            String review = facts.review == null ? "" : facts.review;
            facts.review = cells.bounded(
                    Column.REVIEW_CONTENT,
                    name.isEmpty() ? review : ("**" + name + "**\n\n" + review).strip(),
                    FieldRules.LONG_TEXT);
            facts.addedOn = cells.date(Column.SHELF_DATE);
        });
    }
}
