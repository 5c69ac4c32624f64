package dev.colophon.shelf.home;

import dev.colophon.catalogue.BookSummary;
import dev.colophon.database.Row;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.pages.Cover;
import dev.colophon.shelf.pages.Labels;
import dev.colophon.web.page.Dates;
import java.util.UUID;

/**
 * A book that was finished lately, ready to be written out.
 *
 * @param stars such as ★★★★½, empty without a rating
 */
record RecentBook(UUID id, String title, Cover cover, String day, String stars, String starsText) {

    /** For a SELECT whose tables are called {@code l} and {@code b}. */
    static final String COLUMNS = BookSummary.COLUMNS + ", l.id, l.rating, l.finished_on";

    static RecentBook of(Row row, Dates dates) {
        BookSummary book = BookSummary.of(row);
        Rating rating = Rating.of(row.integerOrNull("rating"));
        return new RecentBook(
                row.uuid("id"),
                book.title(),
                Cover.of(book),
                dates.day(row.date("finished_on")),
                Labels.stars(rating),
                Labels.starsText(rating));
    }
}
