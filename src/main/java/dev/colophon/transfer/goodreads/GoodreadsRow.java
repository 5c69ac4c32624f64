package dev.colophon.transfer.goodreads;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookDraft.Contributor;
import dev.colophon.catalogue.BookDraft.Role;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.EntryFacts.Ownership;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.intake.ShelfDraft;
import dev.colophon.text.FieldRules;
import dev.colophon.transfer.cell.AuthorNames;
import dev.colophon.transfer.cell.BindingName;
import dev.colophon.transfer.cell.ReviewText;
import dev.colophon.transfer.cell.SeriesTitle;
import dev.colophon.transfer.fact.BookCells;
import dev.colophon.transfer.fact.IsbnCells;
import dev.colophon.transfer.fact.StarCells;
import dev.colophon.transfer.row.NamedColumn;
import dev.colophon.transfer.row.RowCells;
import dev.colophon.transfer.row.RowMapper;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One row of a Goodreads export as drafts for the library. */
public final class GoodreadsRow implements RowMapper {
    private static final Pattern BOOK_ID = Pattern.compile("([1-9]\\d{0,17})(?:\\.0+)?");

    @Override
    public List<? extends NamedColumn> columns() {
        return List.of(Column.values());
    }

    @Override
    public List<? extends NamedColumn> dates() {
        return List.of(Column.DATE_READ, Column.DATE_ADDED);
    }

    @Override
    public String title(RowCells cells) {
        return cells.text(Column.TITLE);
    }

    @Override
    public BookDraft book(RowCells cells) {
        SeriesTitle title = SeriesTitle.of(title(cells));
        return BookDraft.titled(cells.bounded(Column.TITLE, title.title(), BookDraft.MAX_TITLE), facts -> {
            facts.contributors = contributors(cells);
            facts.series = BookCells.series(cells, Column.TITLE, title);
            facts.isbn13 = IsbnCells.isbn13(cells, Column.ISBN13, Column.ISBN);
            facts.identifiers = identifiers(cells);
            facts.publisher = cells.line(Column.PUBLISHER, BookDraft.MAX_NAME);
            facts.publishedOn = publishedOn(cells);
            facts.originalYear = cells.wholeNumber(Column.ORIGINAL_PUBLICATION_YEAR, -9999, 9999);
            facts.pageCount = BookCells.pages(cells, Column.NUMBER_OF_PAGES);
        });
    }

    private static Map<String, String> identifiers(RowCells cells) {
        String bookId = cells.text(Column.BOOK_ID);
        Matcher matcher = BOOK_ID.matcher(bookId);
        if (matcher.matches()) {
            return Map.of("goodreads", matcher.group(1));
        }
        if (!bookId.isEmpty()) {
            cells.note(Column.BOOK_ID, "is not a number; it was kept in the raw row only");
        }
        return Map.of();
    }

    private static @Nullable String publishedOn(RowCells cells) {
        Integer year = cells.wholeNumber(Column.YEAR_PUBLISHED, 1, 9999);
        return year == null ? null : "%04d".formatted(year);
    }

    private static List<Contributor> contributors(RowCells cells) {
        return AuthorNames.of(
                        cells.text(Column.AUTHOR),
                        cells.text(Column.AUTHOR_LAST_FIRST),
                        cells.text(Column.ADDITIONAL_AUTHORS))
                .stream()
                .limit(BookDraft.MAX_CONTRIBUTORS)
                .map(name -> new Contributor(cells.bounded(Column.AUTHOR, name, BookDraft.MAX_NAME), Role.AUTHOR))
                .toList();
    }

    @Override
    public ShelfDraft shelf(RowCells cells) {
        LocalDate dateRead = cells.date(Column.DATE_READ);
        Shelves shelves = Shelves.of(cells, dateRead != null);
        return ShelfDraft.of(
                shelves.status(), facts(cells), shelves.tags(), ReadDates.of(cells, shelves.status(), dateRead));
    }

    private static EntryFacts facts(RowCells cells) {
        ReviewText.Result review = ReviewText.of(cells.lines(Column.MY_REVIEW));
        String note = ReviewText.of(cells.lines(Column.PRIVATE_NOTES)).markdown();
        boolean spoiler =
                Set.of("true", "1", "yes").contains(cells.text(Column.SPOILER).toLowerCase(Locale.ROOT));
        Integer copies = cells.wholeNumber(Column.OWNED_COPIES, 0, EntryFacts.MAX_COPIES);
        boolean owned = copies != null && copies > 0;
        return EntryFacts.NONE.with(facts -> {
            facts.format = BindingName.format(cells.text(Column.BINDING));
            facts.ownership = owned ? Ownership.OWNED : Ownership.NONE;
            facts.copies = owned ? copies : 0;
            facts.condition = cells.line(Column.CONDITION, EntryFacts.MAX_CONDITION);
            facts.rating = Rating.of(StarCells.quarters(cells, Column.MY_RATING));
            facts.review = cells.bounded(Column.MY_REVIEW, review.markdown(), FieldRules.LONG_TEXT);
            facts.reviewSpoiler = spoiler || review.spoiler();
            facts.privateNote = cells.bounded(Column.PRIVATE_NOTES, note, FieldRules.LONG_TEXT);
            facts.addedOn = cells.date(Column.DATE_ADDED);
        });
    }
}
