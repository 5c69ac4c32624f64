package dev.colophon.transfer.openreads;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.Rating;
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
import dev.colophon.transfer.fact.StarCells;
import dev.colophon.transfer.fact.TagCells;
import dev.colophon.transfer.row.NamedColumn;
import dev.colophon.transfer.row.RowCells;
import dev.colophon.transfer.row.RowMapper;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row of an Openreads export, which has every read with its days; or of a backup, which has numbers where the
 * export has words, tenths of stars, and long ago one read alone.
 */
public final class OpenreadsRow implements RowMapper {
    private static final Map<String, Identifier> IDENTIFIERS =
            Map.of("openlibrary", Identifier.of(Column.OLID, Identifier.EDITION_OF_OPEN_LIBRARY));

    private static final Map<String, Status> NUMBERED =
            Map.of("0", Status.READ, "1", Status.READING, "2", Status.WANT, "3", Status.DNF);

    private static final int BEST_OF_BACKUPS = 50;

    @Override
    public List<? extends NamedColumn> columns() {
        return List.of(Column.values());
    }

    @Override
    public List<? extends NamedColumn> dates() {
        return List.of(Column.DATE_ADDED);
    }

    @Override
    public String title(RowCells cells) {
        return cells.text(Column.TITLE);
    }

    @Override
    public Optional<String> leftOut(RowCells cells) {
        return ShelfCells.isYes(cells, Column.DELETED)
                ? Optional.of("The book lies in the bin of Openreads.")
                : Optional.empty();
    }

    @Override
    public BookDraft book(RowCells cells) {
        return BookDraft.titled(BookCells.title(cells, Column.TITLE), facts -> {
            facts.subtitle = cells.line(Column.SUBTITLE, BookDraft.MAX_TITLE);
            facts.contributors = NameCells.contributors(cells, Column.AUTHOR);
            facts.isbn13 = IsbnCells.isbn13(cells, Column.ISBN);
            facts.identifiers = BookCells.identifiers(cells, IDENTIFIERS);
            facts.publisher = cells.line(Column.PUBLISHER, BookDraft.MAX_NAME);
            facts.publishedOn = BookCells.published(cells, Column.PUBLICATION_YEAR);
            facts.pageCount = BookCells.pages(cells, Column.PAGES);
            facts.description = BookCells.description(cells, Column.DESCRIPTION);
        });
    }

    @Override
    public ShelfDraft shelf(RowCells cells) {
        Status numbered = NUMBERED.get(cells.text(Column.STATUS));
        Status status = numbered == null ? ShelfCells.status(cells, Column.STATUS, Status.WANT) : numbered;
        EntryFacts said = EntryFacts.NONE.with(facts -> {
            facts.format = BindingName.format(cells.text(Column.BOOK_FORMAT));
            int best = cells.text(Column.HAS_COVER).isEmpty() ? 5 : BEST_OF_BACKUPS;
            facts.rating = Rating.of(StarCells.quarters(cells, Column.RATING, best));
            ShelfCells.review(facts, cells, Column.MY_REVIEW, false);
            facts.privateNote = ShelfCells.privateNote(cells, Column.NOTES);
            facts.addedOn = cells.date(Column.DATE_ADDED);
        });
        return ShelfDraft.of(status, said, tags(cells), reads(cells, status));
    }

    private static List<Tag> tags(RowCells cells) {
        Map<String, @Nullable Integer> names = new LinkedHashMap<>(TagCells.names(cells.text(Column.TAGS), "\\|{5}"));
        if (ShelfCells.isYes(cells, Column.FAVOURITE)) {
            names.putIfAbsent("favourite", null);
        }
        return TagCells.tags(cells, Column.TAGS, names);
    }

    /** {@code start|finish|milliseconds;start|finish|milliseconds}. */
    private static List<ShelfDraft.Read> reads(RowCells cells, Status status) {
        var history = new ReadHistory(cells, Column.READINGS);
        for (String entry : cells.text(Column.READINGS).split(";")) {
            String[] parts = entry.split("\\|", -1);
            history.add(day(cells, parts[0]), parts.length > 1 ? day(cells, parts[1]) : null);
        }
        history.add(cells.date(Column.START_DATE), cells.date(Column.FINISH_DATE));
        return history.complete(status, 0);
    }

    private static @Nullable LocalDate day(RowCells cells, String text) {
        LocalDate day = text.isBlank() ? null : cells.day(text.strip());
        if (day == null && !text.isBlank()) {
            cells.note(Column.READINGS, "holds something that is not a date; left out");
        }
        return day;
    }
}
