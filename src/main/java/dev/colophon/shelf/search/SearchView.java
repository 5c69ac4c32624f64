package dev.colophon.shelf.search;

import dev.colophon.catalogue.BookSummary;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.browse.OwnStandings.Own;
import dev.colophon.shelf.list.EntrySummary;
import dev.colophon.shelf.pages.Cover;
import dev.colophon.shelf.pages.Labels;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Texts;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the search page shows.
 *
 * @param text as it was typed
 * @param error what is wrong with it; empty when nothing is
 * @param own what was found on the reader's shelf; on the first page alone
 * @param ownHref the shelf with everything that was found there, when that is more
 * @param back where a form on the page returns to
 */
record SearchView(
        String text,
        String error,
        List<Hit> own,
        @Nullable String ownHref,
        List<Hit> books,
        @Nullable String nextHref,
        @Nullable String firstHref,
        String back) {

    /** Before anything was looked for, or when it cannot be. */
    static SearchView of(String text, String error) {
        return new SearchView(text, error, List.of(), null, List.of(), null, null, "/search");
    }

    boolean found() {
        return !own.isEmpty() || !books.isEmpty();
    }

    /**
     * One book that was found.
     *
     * @param href the reader's entry, or the book in the catalogue
     * @param own where the reader stands with it; null when it is not on the shelf
     */
    record Hit(
            BookSummary book,
            Cover cover,
            String byline,
            String href,
            @Nullable Mark own) {
        static Hit of(EntrySummary entry, Dates dates) {
            return new Hit(
                    entry.book(),
                    Cover.of(entry.book()),
                    Labels.byline(entry.book(), dates),
                    "/shelf/" + entry.id(),
                    Mark.of(entry.status(), entry.rating(), dates.texts()));
        }

        static Hit of(BookSummary book, @Nullable Own own, Dates dates) {
            return new Hit(
                    book,
                    Cover.of(book),
                    Labels.byline(book, dates),
                    own == null ? "/books/" + book.id() : "/shelf/" + own.entryId(),
                    own == null ? null : Mark.of(own.status(), own.rating(), dates.texts()));
        }
    }

    /**
     * Where the reader stands with a book.
     *
     * @param kind the status as a style names it
     */
    record Mark(String kind, String label, String stars, String starsText) {
        static Mark of(Status status, @Nullable Rating rating, Texts texts) {
            return new Mark(
                    status.name().toLowerCase(Locale.ROOT),
                    Labels.of(status, texts),
                    Labels.stars(rating),
                    Labels.starsText(rating, texts));
        }
    }
}
