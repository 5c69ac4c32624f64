package dev.colophon.shelf;

import dev.colophon.catalogue.BookSummary;
import dev.colophon.database.Row;
import dev.colophon.json.RawJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry in a list of a shelf; the long texts are in {@link ShelfEntry} alone.
 *
 * @param rating stars
 * @param tags an array of names
 */
public record ShelfItem(
        UUID id,
        BookSummary book,
        Status status,
        @Nullable Format format,
        Ownership ownership,
        @Nullable BigDecimal rating,
        boolean favourite,
        boolean hasReview,
        RawJson tags,
        @Nullable LocalDate addedOn,
        Instant statusChangedAt,
        long version,
        Instant updatedAt) {

    /** What is selected of the entry, and how it is called then. */
    static final String ENTRY_COLUMNS = """
            u.id, u.book_id AS of_book, u.status, u.format, u.ownership, u.rating, u.favourite, \
            CASE WHEN u.review IS NULL THEN 0 ELSE 1 END AS has_review, u.tag_names, u.added_on, \
            u.status_changed_at, u.version, u.updated_at""";

    static final String COLUMNS = BookSummary.COLUMNS + """
                    , u.id, u.status, u.format, u.ownership, u.rating, u.favourite, u.has_review, \
                    u.tag_names, u.added_on, u.status_changed_at, u.version, u.updated_at""";

    static ShelfItem of(Row row) {
        Integer rating = row.integerOrNull("rating");
        return new ShelfItem(
                row.uuid("id"),
                BookSummary.of(row),
                row.constant("status", Status.class),
                row.constantOrEmpty("format", Format.class).orElse(null),
                row.constant("ownership", Ownership.class),
                rating == null ? null : new Rating(rating).stars(),
                row.bool("favourite"),
                row.integer("has_review") == 1,
                new RawJson(row.text("tag_names")),
                row.dateOrNull("added_on"),
                row.instant("status_changed_at"),
                row.number("version"),
                row.instant("updated_at"));
    }
}
