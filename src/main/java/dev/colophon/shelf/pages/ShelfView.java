package dev.colophon.shelf.pages;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the shelf page shows, ready to be written out: every text is final, every address complete.
 *
 * @param nextHref the next page, if there is one
 * @param firstHref back to the first page, when this is a later one
 * @param back where a form on the page returns to
 */
public record ShelfView(
        List<Tab> tabs,
        Filters filters,
        List<Entry> entries,
        @Nullable String nextHref,
        @Nullable String firstHref,
        String back,
        @Nullable String notice) {

    /** What the home page shows to somebody who is signed in. */
    public record Home(String username, List<Tab> numbers, List<Entry> reading, List<Entry> recent, boolean empty) {}

    /** One status and how many books have it. */
    public record Tab(String label, String href, long count, boolean current) {}

    /** The filter form as it was sent. */
    public record Filters(String status, String words, List<Choice> formats, List<Choice> tags, List<Choice> sorts) {}

    /** One option of a select. */
    public record Choice(String value, String label, boolean selected) {}

    /**
     * One book on the shelf.
     *
     * @param cover number of the colour that stands for a cover, 0 to 7
     * @param stars such as ★★★★½, empty without a rating
     * @param starsText the same for who cannot see it
     */
    public record Entry(
            UUID id,
            String title,
            String byline,
            String initials,
            int cover,
            String stars,
            String starsText,
            String history,
            List<TagLink> tags,
            List<Choice> statuses,
            List<Choice> ratings) {}

    /** A tag and the shelf filtered by it. */
    public record TagLink(String name, String href) {}
}
