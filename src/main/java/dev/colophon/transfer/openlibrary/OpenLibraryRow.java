package dev.colophon.transfer.openlibrary;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.intake.ShelfDraft;
import dev.colophon.transfer.fact.NameCells;
import dev.colophon.transfer.fact.ReadHistory;
import dev.colophon.transfer.fact.ShelfCells;
import dev.colophon.transfer.fact.TagCells;
import dev.colophon.transfer.row.NamedColumn;
import dev.colophon.transfer.row.RowCells;
import dev.colophon.transfer.row.RowMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of Open Library's reading log. There are no ISBNs in it, and in an old one no titles: such
 * a book is named by its number until something better is known.
 */
public final class OpenLibraryRow implements RowMapper {
    private static final Set<String> STANDARD =
            Set.of("want to read", "currently reading", "already read", "stopped reading");

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
        String title = cells.text(Column.TITLE);
        String number = number(cells);
        return !title.isEmpty() || number == null ? title : BookDraft.unknownTitle("Open Library", number);
    }

    @Override
    public BookDraft book(RowCells cells) {
        String title = cells.bounded(Column.TITLE, title(cells), BookDraft.MAX_TITLE);
        String number = number(cells);
        return BookDraft.titled(title, facts -> {
            facts.contributors = NameCells.contributors(cells, Column.AUTHORS);
            facts.identifiers = number == null ? Map.of() : Map.of("openlibrary", number);
            facts.originalYear = cells.wholeNumber(Column.FIRST_PUBLISH_YEAR, -9999, 9999);
        });
    }

    /** The edition, or the work when its reader chose none. */
    private static @Nullable String number(RowCells cells) {
        String edition = cells.text(Column.EDITION_ID);
        if (edition.matches("OL\\d{1,12}M")) {
            return edition;
        }
        String work = cells.text(Column.WORK_ID);
        return work.matches("OL\\d{1,12}W") ? work : null;
    }

    @Override
    public ShelfDraft shelf(RowCells cells) {
        String shelf = cells.text(Column.BOOKSHELF);
        boolean standard = STANDARD.contains(shelf.toLowerCase(Locale.ROOT));
        Status status = ShelfCells.status(cells, Column.BOOKSHELF, Status.WANT);
        EntryFacts said = EntryFacts.NONE.with(facts -> ShelfCells.rating(facts, cells, Column.MY_RATINGS));
        return ShelfDraft.of(
                status,
                said,
                TagCells.tags(cells, Column.BOOKSHELF, TagCells.names(standard ? "" : shelf, "\\n")),
                new ReadHistory(cells, Column.BOOKSHELF).complete(status, 0));
    }
}
