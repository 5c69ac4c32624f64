package dev.colophon.transfer.table;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.Isbn;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.intake.ShelfDraft;
import dev.colophon.transfer.fact.IsbnCells;
import dev.colophon.transfer.row.NamedColumn;
import dev.colophon.transfer.row.RowCells;
import dev.colophon.transfer.row.RowMapper;
import java.util.List;

/**
 * One line of a list of ISBNs. A book that the catalogue knows is found by it; another is named by
 * its number until something better is known.
 */
public final class IsbnListRow implements RowMapper {
    private enum Column implements NamedColumn {
        ISBN;

        @Override
        public String label() {
            return "ISBN";
        }

        @Override
        public Use use() {
            return Use.REQUIRED;
        }
    }

    @Override
    public List<? extends NamedColumn> columns() {
        return List.of(Column.values());
    }

    @Override
    public List<? extends NamedColumn> dates() {
        return List.of();
    }

    @Override
    public String title(RowCells cells) {
        return IsbnCells.find(cells.text(Column.ISBN))
                .map(Isbn::isbn13)
                .map(isbn13 -> BookDraft.unknownTitle("ISBN", isbn13))
                .orElse("");
    }

    @Override
    public String withoutTitle() {
        return "The line is no ISBN: its digits do not fit, or there are too few or too many.";
    }

    @Override
    public BookDraft book(RowCells cells) {
        return BookDraft.titled(title(cells), facts -> facts.isbn13 = IsbnCells.isbn13(cells, Column.ISBN));
    }

    @Override
    public ShelfDraft shelf(RowCells cells) {
        return ShelfDraft.of(Status.WANT, EntryFacts.NONE, List.of(), List.of());
    }
}
