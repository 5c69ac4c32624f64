package dev.colophon.shelf;

import dev.colophon.catalogue.BookSummary;
import dev.colophon.database.Row;
import dev.colophon.json.RawJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a shelf, complete, as its owner sees it.
 *
 * @param rating stars
 * @param reads oldest first
 */
public record ShelfEntry(
        UUID id,
        BookSummary book,
        Status status,
        @Nullable Format format,
        Ownership ownership,
        int copies,
        @Nullable String location,
        @Nullable String lentTo,
        @Nullable BigDecimal rating,
        @Nullable String review,
        boolean reviewSpoiler,
        @Nullable Instant reviewedAt,
        boolean favourite,
        @Nullable String privateNote,
        @Nullable LocalDate addedOn,
        RawJson tags,
        Instant statusChangedAt,
        long version,
        Instant createdAt,
        Instant updatedAt,
        List<ReadView> reads) {

    static final String COLUMNS = BookSummary.COLUMNS + """
                    , u.id, u.status, u.format, u.ownership, u.copies, u.location, u.lent_to, \
                    u.rating, u.review, u.review_spoiler, u.reviewed_at, u.favourite, \
                    u.private_note, u.added_on, u.tag_names, u.status_changed_at, u.version, \
                    u.created_at, u.updated_at""";

    static ShelfEntry of(Row row, List<Read> reads) {
        Integer rating = row.integerOrNull("rating");
        return new ShelfEntry(
                row.uuid("id"),
                BookSummary.of(row),
                row.constant("status", Status.class),
                row.constantOrEmpty("format", Format.class).orElse(null),
                row.constant("ownership", Ownership.class),
                row.integer("copies"),
                row.textOrNull("location"),
                row.textOrNull("lent_to"),
                rating == null ? null : new Rating(rating).stars(),
                row.textOrNull("review"),
                row.bool("review_spoiler"),
                row.instantOrNull("reviewed_at"),
                row.bool("favourite"),
                row.textOrNull("private_note"),
                row.dateOrNull("added_on"),
                new RawJson(row.text("tag_names")),
                row.instant("status_changed_at"),
                row.number("version"),
                row.instant("created_at"),
                row.instant("updated_at"),
                reads.stream().sorted(Read.OLDEST_FIRST).map(ReadView::of).toList());
    }
}
