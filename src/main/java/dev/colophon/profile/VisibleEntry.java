package dev.colophon.profile;

import dev.colophon.catalogue.BookSummary;
import dev.colophon.database.Row;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.Status;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A book on somebody's shelf, as others see it in a list. */
public record VisibleEntry(
        UUID id,
        BookSummary book,
        Status status,
        @Nullable Rating rating,
        boolean favourite,
        boolean hasReview,
        @Nullable LocalDate addedOn) {

    /** For a SELECT whose tables are called {@code u} and {@code b}. */
    static final String COLUMNS = BookSummary.COLUMNS + ", u.id, u.status, u.rating, u.favourite, u.added_on,"
            + " u.added_key, CASE WHEN u.review IS NULL THEN 0 ELSE 1 END AS has_review";

    static VisibleEntry of(Row row) {
        return new VisibleEntry(
                row.uuid("id"),
                BookSummary.of(row),
                row.constant("status", Status.class),
                Rating.of(row.integerOrNull("rating")),
                row.bool("favourite"),
                row.integer("has_review") == 1,
                row.dateOrNull("added_on"));
    }
}
