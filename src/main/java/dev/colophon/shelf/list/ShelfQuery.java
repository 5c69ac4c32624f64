package dev.colophon.shelf.list;

import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.EntryFacts.Ownership;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.Status;
import dev.colophon.text.SearchWords;
import dev.colophon.text.TextKey;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of a shelf, in which order. Null filters let everything through.
 *
 * @param rating the least rating
 * @param words searched in title, contributors, series and ISBN, in any order
 */
public record ShelfQuery(
        @Nullable Status status,
        @Nullable Format format,
        @Nullable Ownership ownership,
        @Nullable String tag,
        @Nullable Rating rating,
        @Nullable String words,
        ShelfOrder order) {

    /** Every entry of a status, or of any, newest first. */
    public static ShelfQuery of(@Nullable Status status) {
        return new ShelfQuery(status, null, null, null, null, null, ShelfOrder.NEWEST_FIRST);
    }

    /** Every entry with these words, newest first. */
    public static ShelfQuery searching(String words) {
        return new ShelfQuery(null, null, null, null, null, words, ShelfOrder.NEWEST_FIRST);
    }

    /** Whether anything but the status is filtered. */
    boolean isFiltered() {
        return format != null || ownership != null || tag != null || rating != null || words != null;
    }

    SearchWords searched() {
        return SearchWords.of(words == null ? "" : words);
    }

    /** Names the list, so that a cursor of one list is not taken for another's. */
    public String name() {
        return String.join(
                "\n",
                "library",
                String.valueOf(status),
                String.valueOf(format),
                String.valueOf(ownership),
                tag == null ? "" : TextKey.of(tag),
                rating == null ? "" : String.valueOf(rating.quarters()),
                searched().toString(),
                order.name());
    }
}
