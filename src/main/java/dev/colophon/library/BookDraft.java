package dev.colophon.library;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * A book as somebody describes it, before it is matched with the catalogue. Text is trimmed, ISBNs
 * have a right check digit and no hyphens.
 *
 * @param identifiers value by scheme, such as {@code goodreads}
 * @param publishedOn {@code YYYY}, {@code YYYY-MM} or {@code YYYY-MM-DD}
 * @param originalYear may be negative (before our era)
 */
public record BookDraft(
        String title,
        @Nullable String subtitle,
        List<Contributor> contributors,
        List<SeriesPosition> series,
        @Nullable String isbn10,
        @Nullable String isbn13,
        Map<String, String> identifiers,
        @Nullable String publisher,
        @Nullable String publishedOn,
        @Nullable Integer originalYear,
        @Nullable Integer pageCount,
        @Nullable String language) {

    /** A person and what they did; the order of the list is the order on the title page. */
    public record Contributor(String name, Role role) {}

    /** What a contributor did. */
    public enum Role {
        AUTHOR,
        TRANSLATOR,
        NARRATOR,
        ILLUSTRATOR,
        EDITOR
    }

    /**
     * @param position as printed, such as {@code 1}, {@code 0.8} or {@code 1-3}
     */
    public record SeriesPosition(String name, @Nullable String position) {}
}
