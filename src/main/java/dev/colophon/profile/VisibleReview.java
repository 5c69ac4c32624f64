package dev.colophon.profile;

import dev.colophon.database.Row;
import org.jspecify.annotations.Nullable;

/**
 * A book on somebody's shelf with what they say of it.
 *
 * @param review Markdown
 * @param reviewSpoiler whether it tells too much
 */
public record VisibleReview(VisibleEntry entry, @Nullable String review, boolean reviewSpoiler) {

    static VisibleReview of(Row row) {
        return new VisibleReview(VisibleEntry.of(row), row.textOrNull("review"), row.bool("review_spoiler"));
    }
}
