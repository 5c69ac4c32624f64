package dev.colophon.shelf.browse;

import dev.colophon.catalogue.BookSummary;
import dev.colophon.shelf.browse.OwnStandings.Own;
import dev.colophon.shelf.pages.Labels;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Texts;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One book and what the reader has of it.
 *
 * @param position in this series, such as {@code #0.8}; empty when it has none
 * @param href the reader's entry, or the book in the catalogue
 * @param standing such as {@code Reading}; empty when it is not on the shelf
 * @param status the same as a class of the style sheet
 */
record BookLine(
        BookSummary book,
        String byline,
        String position,
        String href,
        String standing,
        String status,
        String stars,
        String starsText) {
    private static final Pattern ONE_NUMBER = Pattern.compile("[0-9]+([.][0-9]+)?");

    static BookLine of(BookSummary book, @Nullable Own own, @Nullable String position, Dates dates) {
        Texts texts = dates.texts();
        return new BookLine(
                book,
                Labels.byline(book, dates),
                printed(position),
                own == null ? "/books/" + book.id() : "/shelf/" + own.entryId(),
                own == null ? "" : Labels.of(own.status(), texts),
                own == null ? "" : own.status().name().toLowerCase(Locale.ROOT),
                own == null ? "" : Labels.stars(own.rating()),
                own == null ? "" : Labels.starsText(own.rating(), texts));
    }

    /** Such as {@code #1} and {@code 1-3}. */
    private static String printed(@Nullable String position) {
        if (position == null) {
            return "";
        }
        return ONE_NUMBER.matcher(position).matches() ? "#" + position : position;
    }
}
