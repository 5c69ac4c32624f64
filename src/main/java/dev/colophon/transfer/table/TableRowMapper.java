package dev.colophon.transfer.table;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.Isbn;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.intake.ShelfDraft;
import dev.colophon.shelf.intake.ShelfDraft.Tag;
import dev.colophon.transfer.cell.BindingName;
import dev.colophon.transfer.cell.SeriesTitle;
import dev.colophon.transfer.cell.ShelfName;
import dev.colophon.transfer.fact.BookCells;
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
import org.jspecify.annotations.Nullable;

/** One row of a table whose columns its reader has named. */
public final class TableRowMapper implements RowMapper {
    @Override
    public List<? extends NamedColumn> columns() {
        return List.of(TableField.values());
    }

    @Override
    public List<? extends NamedColumn> dates() {
        return List.of(TableField.STARTED, TableField.FINISHED, TableField.ADDED);
    }

    @Override
    public String title(RowCells cells) {
        String title = cells.text(TableField.TITLE);
        return !title.isEmpty()
                ? title
                : IsbnCells.find(cells.text(TableField.ISBN))
                        .map(Isbn::isbn13)
                        .map(isbn13 -> BookDraft.unknownTitle("ISBN", isbn13))
                        .orElse("");
    }

    @Override
    public BookDraft book(RowCells cells) {
        SeriesTitle title = SeriesTitle.of(title(cells));
        return BookDraft.titled(cells.bounded(TableField.TITLE, title.title(), BookDraft.MAX_TITLE), facts -> {
            facts.subtitle = cells.line(TableField.SUBTITLE, BookDraft.MAX_TITLE);
            facts.contributors = NameCells.contributors(cells, TableField.AUTHORS);
            facts.series = BookCells.series(cells, TableField.SERIES);
            if (facts.series.isEmpty()) {
                facts.series = BookCells.series(cells, TableField.TITLE, title);
            }
            facts.isbn13 = IsbnCells.isbn13(cells, TableField.ISBN);
            facts.publisher = cells.line(TableField.PUBLISHER, BookDraft.MAX_NAME);
            facts.publishedOn = BookCells.published(cells, TableField.PUBLISHED);
            facts.pageCount = BookCells.pages(cells, TableField.PAGES);
            facts.language = BookCells.language(cells, TableField.LANGUAGE);
        });
    }

    @Override
    public ShelfDraft shelf(RowCells cells) {
        LocalDate started = cells.date(TableField.STARTED);
        LocalDate finished = cells.date(TableField.FINISHED);
        String word = cells.text(TableField.STATUS);
        Status said = ShelfName.word(word);
        Status status =
                said != null ? said : finished != null ? Status.READ : started != null ? Status.READING : Status.WANT;
        if (said == null && !word.isEmpty()) {
            cells.standsOn(word);
            cells.note(TableField.STATUS, "is none that is known here; it was kept as a tag, the days told the status");
        }
        EntryFacts facts = EntryFacts.NONE.with(it -> {
            it.format = BindingName.format(cells.text(TableField.FORMAT));
            ShelfCells.owned(it, ShelfCells.isYes(cells, TableField.OWNED));
            it.rating = Rating.of(rating(cells));
            ShelfCells.review(it, cells, TableField.REVIEW, false);
            it.privateNote = ShelfCells.privateNote(cells, TableField.PRIVATE_NOTE);
            it.addedOn = cells.date(TableField.ADDED);
        });
        return ShelfDraft.of(
                status,
                facts,
                tags(cells, said == null ? word : ""),
                new ReadHistory(cells, TableField.STARTED)
                        .add(started, finished)
                        .complete(status, 0));
    }

    private static @Nullable Integer rating(RowCells cells) {
        Integer quarters = StarCells.quarters(cells, TableField.RATING, 5);
        return quarters != null ? quarters : StarCells.quarters(cells, TableField.RATING_OF_10, 10);
    }

    private static List<Tag> tags(RowCells cells, String shelf) {
        Map<String, @Nullable Integer> names =
                new LinkedHashMap<>(TagCells.names(cells.text(TableField.TAGS), "[,;|]"));
        if (!shelf.isEmpty()) {
            names.putIfAbsent(shelf, null);
        }
        return TagCells.tags(cells, TableField.TAGS, names);
    }
}
