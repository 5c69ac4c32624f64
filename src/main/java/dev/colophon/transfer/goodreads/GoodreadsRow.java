package dev.colophon.transfer.goodreads;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookDraft.Contributor;
import dev.colophon.catalogue.BookDraft.Role;
import dev.colophon.catalogue.BookDraft.SeriesPosition;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.EntryFacts.Ownership;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.intake.ShelfDraft;
import dev.colophon.text.FieldRules;
import dev.colophon.transfer.goodreads.cell.AuthorNames;
import dev.colophon.transfer.goodreads.cell.BindingName;
import dev.colophon.transfer.goodreads.cell.DateOrder;
import dev.colophon.transfer.goodreads.cell.ReviewText;
import dev.colophon.transfer.goodreads.cell.SeriesTitle;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row of a Goodreads export as drafts for the library. What cannot be read is left out with a
 * note; only a row without a title cannot become a book.
 */
final class GoodreadsRow {
    private static final Pattern BOOK_ID = Pattern.compile("[1-9]\\d{0,17}");

    private final RowCells cells;
    private final DateOrder dates;

    private GoodreadsRow(RowCells cells, DateOrder dates) {
        this.cells = cells;
        this.dates = dates;
    }

    /** Maps a row; what it says about itself is in the mapping. */
    static Mapping map(RowCells cells, DateOrder dates) {
        return new GoodreadsRow(cells, dates).map();
    }

    /** The book of a row alone, for which the order of dates does not matter; empty when none can be made. */
    static Optional<BookDraft> book(RowCells cells) {
        String title = cells.text(Column.TITLE);
        if (title.isEmpty() || cells.surplus() > 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new GoodreadsRow(cells, DateOrder.MONTH_FIRST).book(title));
        } catch (Problem refused) {
            return Optional.empty();
        }
    }

    private Mapping map() {
        if (cells.surplus() > 0) {
            return Mapping.rejected(
                    "out_of_step",
                    "The row has "
                            + cells.surplus()
                            + " more cells than the first row has names, so its cells stand under"
                            + " the wrong names. Look for an unquoted comma.");
        }
        String title = cells.text(Column.TITLE);
        if (title.isEmpty()) {
            return Mapping.rejected("no_title", "The row has no title, so there is no book to add.");
        }
        try {
            BookDraft book = book(title);
            ShelfDraft shelf = shelf();
            return new Mapping(book, shelf, null, cells.notes());
        } catch (Problem refused) {
            return Mapping.rejected("not_storable", "The library refuses this row: " + refused.detail());
        }
    }

    private BookDraft book(String text) {
        SeriesTitle title = SeriesTitle.of(text);
        return BookDraft.titled(bounded(Column.TITLE, title.title(), BookDraft.MAX_TITLE), facts -> {
            facts.contributors = contributors();
            facts.series = series(title);
            facts.isbn13 = IsbnCells.isbn13(cells);
            facts.identifiers = identifiers();
            facts.publisher = nullIfEmpty(bounded(Column.PUBLISHER, cells.text(Column.PUBLISHER), BookDraft.MAX_NAME));
            facts.publishedOn = publishedOn();
            facts.originalYear = cells.wholeNumber(Column.ORIGINAL_PUBLICATION_YEAR, -9999, 9999);
            facts.pageCount = pages();
        });
    }

    private List<SeriesPosition> series(SeriesTitle title) {
        return title.series().stream()
                .limit(BookDraft.MAX_SERIES)
                .map(one -> new SeriesPosition(bounded(Column.TITLE, one.name(), BookDraft.MAX_NAME), one.position()))
                .toList();
    }

    private Map<String, String> identifiers() {
        String bookId = cells.text(Column.BOOK_ID);
        if (BOOK_ID.matcher(bookId).matches()) {
            return Map.of("goodreads", bookId);
        }
        if (!bookId.isEmpty()) {
            cells.note(Column.BOOK_ID, "is not a number; it was kept in the raw row only");
        }
        return Map.of();
    }

    private @Nullable String publishedOn() {
        Integer year = cells.wholeNumber(Column.YEAR_PUBLISHED, 1, 9999);
        return year == null ? null : "%04d".formatted(year);
    }

    private @Nullable Integer pages() {
        Integer pages = cells.wholeNumber(Column.NUMBER_OF_PAGES, 0, 100_000);
        return pages == null || pages == 0 ? null : pages;
    }

    private List<Contributor> contributors() {
        return AuthorNames.of(
                        cells.text(Column.AUTHOR),
                        cells.text(Column.AUTHOR_LAST_FIRST),
                        cells.text(Column.ADDITIONAL_AUTHORS))
                .stream()
                .limit(BookDraft.MAX_CONTRIBUTORS)
                .map(name -> new Contributor(bounded(Column.AUTHOR, name, BookDraft.MAX_NAME), Role.AUTHOR))
                .toList();
    }

    private ShelfDraft shelf() {
        LocalDate dateRead = date(Column.DATE_READ);
        Shelves shelves = Shelves.of(cells, dateRead != null);
        ReviewText.Result review = ReviewText.of(cells.lines(Column.MY_REVIEW));
        boolean spoiler =
                Set.of("true", "1", "yes").contains(cells.text(Column.SPOILER).toLowerCase(Locale.ROOT));
        Integer copies = cells.wholeNumber(Column.OWNED_COPIES, 0, EntryFacts.MAX_COPIES);
        boolean owned = copies != null && copies > 0;
        EntryFacts said = EntryFacts.NONE.with(facts -> {
            facts.format = BindingName.format(cells.text(Column.BINDING));
            facts.ownership = owned ? Ownership.OWNED : Ownership.NONE;
            facts.copies = owned ? copies : 0;
            facts.condition = bounded(Column.CONDITION, cells.text(Column.CONDITION), EntryFacts.MAX_CONDITION);
            facts.rating = Rating.of(rating());
            facts.review = bounded(Column.MY_REVIEW, review.markdown(), FieldRules.LONG_TEXT);
            facts.reviewSpoiler = spoiler || review.spoiler();
            facts.privateNote = bounded(
                    Column.PRIVATE_NOTES,
                    ReviewText.of(cells.lines(Column.PRIVATE_NOTES)).markdown(),
                    FieldRules.LONG_TEXT);
            facts.addedOn = date(Column.DATE_ADDED);
        });
        return ShelfDraft.of(shelves.status(), said, shelves.tags(), reads(shelves.status(), dateRead));
    }

    private List<ShelfDraft.Read> reads(Status status, @Nullable LocalDate dateRead) {
        return ReadHistory.of(cells, dates, status, dateRead);
    }

    private @Nullable LocalDate date(Column column) {
        String text = cells.text(column);
        if (text.isEmpty()) {
            return null;
        }
        LocalDate date = dates.parse(text);
        if (date == null) {
            cells.note(column, "is not a full date; it was kept in the raw row only");
        }
        return date;
    }

    /** Stars as quarters; 0 means none. */
    private @Nullable Integer rating() {
        String text = cells.text(Column.MY_RATING).replace(',', '.');
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("\\d{1,2}(\\.\\d{1,4})?")) {
            cells.note(Column.MY_RATING, "is not a number of stars and was left out");
            return null;
        }
        BigDecimal quarters = new BigDecimal(text).multiply(BigDecimal.valueOf(4));
        int rounded = quarters.setScale(0, RoundingMode.HALF_UP).intValueExact();
        if (quarters.signum() == 0) {
            return null;
        }
        if (rounded < 1 || rounded > 20) {
            cells.note(Column.MY_RATING, "is not between 0 and 5 stars and was left out");
            return null;
        }
        if (quarters.compareTo(BigDecimal.valueOf(rounded)) != 0) {
            cells.note(Column.MY_RATING, "was rounded to a quarter of a star");
        }
        return rounded;
    }

    private String bounded(Column column, String text, int maxCharacters) {
        if (text.length() <= maxCharacters) {
            return text;
        }
        cells.note(column, "is longer than " + maxCharacters + " characters; the rest is in the raw row only");
        int end = Character.isHighSurrogate(text.charAt(maxCharacters - 1)) ? maxCharacters - 1 : maxCharacters;
        return text.substring(0, end).strip();
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
