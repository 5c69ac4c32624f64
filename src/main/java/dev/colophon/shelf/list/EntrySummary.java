package dev.colophon.shelf.list;

import dev.colophon.catalogue.BookSummary;
import dev.colophon.database.Columns;
import dev.colophon.database.Row;
import dev.colophon.json.RawJson;
import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.EntryFacts.Ownership;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.progress.ReadingProgress;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry in a list of a shelf; the long texts are in {@link dev.colophon.shelf.EntryView} alone.
 *
 * @param tags an array of names
 * @param progress the latest of the open read
 * @param readingSince when the open read was started, if anybody knows
 */
public record EntrySummary(
        UUID id,
        BookSummary book,
        Status status,
        @Nullable Format format,
        Ownership ownership,
        @Nullable Rating rating,
        boolean favourite,
        boolean hasReview,
        RawJson tags,
        @Nullable LocalDate addedOn,
        Instant statusChangedAt,
        long version,
        Instant updatedAt,
        @Nullable ReadingProgress progress,
        @Nullable LocalDate readingSince) {

    private static final Columns ENTRY = Columns.of(
            "id",
            "status",
            "format",
            "ownership",
            "rating",
            "favourite",
            "tag_names",
            "added_on",
            "status_changed_at",
            "version",
            "updated_at");

    /** What is selected of the entry, and how it is called then. */
    static final String ENTRY_COLUMNS =
            ENTRY.list("u") + ", u.book_id AS of_book, CASE WHEN u.review IS NULL THEN 0 ELSE 1 END AS has_review";

    static final String COLUMNS =
            BookSummary.COLUMNS + ", " + ENTRY.and("has_review").list("u")
                    + ", o.started_on AS reading_since"
                    + ReadingProgress.JOINED;

    static EntrySummary of(Row row) {
        return new EntrySummary(
                row.uuid("id"),
                BookSummary.of(row),
                row.constant("status", Status.class),
                row.constantOrEmpty("format", Format.class).orElse(null),
                row.constant("ownership", Ownership.class),
                Rating.of(row.integerOrNull("rating")),
                row.bool("favourite"),
                row.integer("has_review") == 1,
                new RawJson(row.text("tag_names")),
                row.dateOrNull("added_on"),
                row.instant("status_changed_at"),
                row.number("version"),
                row.instant("updated_at"),
                ReadingProgress.joined(row).orElse(null),
                row.dateOrNull("reading_since"));
    }
}
