package dev.colophon.shelf.pages;

import dev.colophon.shelf.Status;
import dev.colophon.web.page.Texts;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the shelf page shows, ready to be written out: every text is final, every address complete.
 *
 * @param nextHref the next page, if there is one
 * @param firstHref back to the first page, when this is a later one
 * @param back where a form on the page returns to
 * @param grid whether covers are shown rather than rows
 * @param empty whether there is no book at all, filtered or not
 */
public record ShelfView(
        List<Tab> tabs,
        Filters filters,
        List<Entry> entries,
        @Nullable String nextHref,
        @Nullable String firstHref,
        String back,
        boolean grid,
        String listHref,
        String gridHref,
        boolean empty,
        @Nullable String notice) {

    /** This page with boxes to tick. */
    String selectHref() {
        return back + (back.contains("?") ? "&" : "?") + "select=1";
    }

    List<Choice> statuses(Texts texts) {
        return Choices.statuses(Status.WANT, texts);
    }

    List<Choice> formats(Texts texts) {
        return Choices.formats(null, "–", texts);
    }

    /** One status and how many books have it. */
    public record Tab(String label, String href, long count, boolean current) {}

    /**
     * The filter form as it was sent.
     *
     * @param active how many of the folded filters are in use
     */
    public record Filters(
            String status, String words, List<Choice> formats, List<Choice> tags, List<Choice> sorts, int active) {}

    /** One option of a select. */
    public record Choice(String value, String label, boolean selected) {}

    /**
     * One book on the shelf.
     *
     * @param edition series and year, with what parts them from the authors
     * @param stars such as ★★★★½, empty without a rating
     * @param status as in a class of the style sheet
     * @param starsText the same for who cannot see it
     * @param far null unless the book is under way
     * @param rate one to five whole stars, for one tap; those up to the rating are selected
     */
    public record Entry(
            UUID id,
            String title,
            String authors,
            String edition,
            Cover cover,
            String status,
            String statusLabel,
            String stars,
            String starsText,
            String history,
            @Nullable Far far,
            List<TagLink> tags,
            List<Choice> statuses,
            List<Choice> rate) {}

    /**
     * How far the reader of a book has come that is under way, and the field in which to say more.
     *
     * @param percent null when nobody knows
     * @param unit as forms send it
     * @param amount what is noted; empty when nothing is
     * @param most the last that there is; null when nobody knows
     */
    public record Far(
            @Nullable Integer percent,
            String unit,
            String amount,
            @Nullable Integer most) {

        /** Stands behind the field. */
        String of(Texts texts) {
            return unit.equals("percent") ? "%" : most == null ? "" : texts.text("shelf.far.of_all", most);
        }
    }

    /** A tag and the shelf filtered by it. */
    public record TagLink(String name, String href) {}
}
