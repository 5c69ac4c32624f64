package dev.colophon.shelf;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.database.Ids;
import dev.colophon.database.Row;
import dev.colophon.json.RawJson;
import dev.colophon.shelf.intake.ShelfDraft;
import dev.colophon.text.FieldRules;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reader's entry of a book, without its reads.
 *
 * @param tags ordered by their keys
 * @param version counts its changes
 */
public record UserBook(
        UUID id,
        UUID userId,
        UUID bookId,
        Status status,
        Facts facts,
        List<String> tags,
        @Nullable Instant reviewedAt,
        Instant statusChangedAt,
        long version) {

    static final String COLUMNS = """
            id, user_id, book_id, status, format, ownership, copies, location, lent_to, rating, \
            review, review_spoiler, reviewed_at, favourite, private_note, added_on, \
            status_changed_at, tag_names, version""";

    /**
     * What the reader says, apart from status, reads and tags. Making one brings texts into their
     * stored form.
     *
     * @param rating quarter stars, 1 to 20
     */
    public record Facts(
            @Nullable Format format,
            Ownership ownership,
            int copies,
            @Nullable String location,
            @Nullable String lentTo,
            @Nullable Integer rating,
            @Nullable String review,
            boolean reviewSpoiler,
            boolean favourite,
            @Nullable String privateNote,
            @Nullable LocalDate addedOn) {

        /**
         * @throws dev.colophon.problem.Problem of kind INVALID that names every field in error
         */
        public Facts {
            var rules = new FieldRules();
            rules.range("/copies", copies, 0, ShelfDraft.MAX_COPIES);
            location = rules.line("/location", location, BookDraft.MAX_NAME);
            lentTo = rules.line("/lent_to", lentTo, BookDraft.MAX_NAME);
            rules.range("/rating", rating, Rating.LEAST, Rating.MOST);
            review = rules.text("/review", review, FieldRules.LONG_TEXT);
            privateNote = rules.text("/private_note", privateNote, FieldRules.LONG_TEXT);
            rules.date("/added_on", addedOn);
            rules.done();
        }

        /** The same with another rating, or with none. */
        public Facts withRating(@Nullable Rating changed) {
            return new Facts(
                    format,
                    ownership,
                    copies,
                    location,
                    lentTo,
                    changed == null ? null : changed.quarters(),
                    review,
                    reviewSpoiler,
                    favourite,
                    privateNote,
                    addedOn);
        }

        public static Facts of(ShelfDraft draft) {
            return new Facts(
                    draft.format(),
                    draft.ownership(),
                    draft.copies(),
                    null,
                    null,
                    draft.rating(),
                    draft.review(),
                    draft.reviewSpoiler(),
                    false,
                    draft.privateNote(),
                    draft.addedOn());
        }
    }

    /** A new entry; it has what was wanted and no reads yet. */
    public static UserBook create(UUID userId, UUID bookId, Status status, Facts facts, Instant now) {
        return new UserBook(
                Ids.next(), userId, bookId, status, facts, List.of(), facts.review() == null ? null : now, now, 1);
    }

    public static UserBook of(Row row) {
        var facts = new Facts(
                row.constantOrEmpty("format", Format.class).orElse(null),
                row.constant("ownership", Ownership.class),
                row.integer("copies"),
                row.textOrNull("location"),
                row.textOrNull("lent_to"),
                row.integerOrNull("rating"),
                row.textOrNull("review"),
                row.bool("review_spoiler"),
                row.bool("favourite"),
                row.textOrNull("private_note"),
                row.dateOrNull("added_on"));
        return new UserBook(
                row.uuid("id"),
                row.uuid("user_id"),
                row.uuid("book_id"),
                row.constant("status", Status.class),
                facts,
                List.of(new RawJson(row.text("tag_names")).as(String[].class)),
                row.instantOrNull("reviewed_at"),
                row.instant("status_changed_at"),
                row.number("version"));
    }

    public UserBook with(Facts changed, Instant now) {
        boolean reviewed = !java.util.Objects.equals(facts.review(), changed.review());
        Instant at = reviewed ? (changed.review() == null ? null : now) : reviewedAt;
        return new UserBook(id, userId, bookId, status, changed, tags, at, statusChangedAt, version);
    }

    public UserBook with(Status changed, Instant now) {
        return new UserBook(
                id,
                userId,
                bookId,
                changed,
                facts,
                tags,
                reviewedAt,
                changed == status ? statusChangedAt : now,
                version);
    }

    /** Its reads changed, which are part of what its version stands for. */
    UserBook touched() {
        return new UserBook(id, userId, bookId, status, facts, tags, reviewedAt, statusChangedAt, version + 1);
    }

    public UserBook with(List<String> changed) {
        return new UserBook(id, userId, bookId, status, facts, changed, reviewedAt, statusChangedAt, version);
    }
}
