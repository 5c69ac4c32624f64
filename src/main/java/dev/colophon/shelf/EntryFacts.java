package dev.colophon.shelf;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.colophon.account.audience.Visibility;
import dev.colophon.database.Columns;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.text.FieldRules;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the reader says of an entry, apart from status, reads and tags; also as JSON. Making one
 * brings texts into their stored form. Where JSON says nothing it is as in {@link #NONE}.
 *
 * @param condition how the reader's own copy looks
 * @param visibility who else may see the entry; note, place, borrower and files are the reader's alone whatever it is
 */
public record EntryFacts(
        @Nullable Format format,
        Ownership ownership,
        @JsonSetter(nulls = Nulls.AS_EMPTY) int copies,
        @Nullable String condition,
        @Nullable String location,
        @Nullable String lentTo,
        @Nullable Rating rating,
        @Nullable String review,
        @JsonSetter(nulls = Nulls.AS_EMPTY) boolean reviewSpoiler,
        @JsonSetter(nulls = Nulls.AS_EMPTY) boolean favourite,
        @Nullable String privateNote,
        @Nullable LocalDate addedOn,
        Visibility visibility) {

    public static final int MAX_COPIES = 10_000;

    public static final int MAX_CONDITION = 100;
    public static final int MAX_NAME = 300;

    static final Columns COLUMNS = Columns.of(
            "format",
            "ownership",
            "copies",
            "condition",
            "location",
            "lent_to",
            "rating",
            "review",
            "review_spoiler",
            "favourite",
            "private_note",
            "added_on",
            "visibility");

    /** Nothing said. */
    public static final EntryFacts NONE = new EntryFacts(
            null, Ownership.NONE, 0, null, null, null, null, null, false, false, null, null, Visibility.INHERIT);

    /**
     * @throws dev.colophon.problem.Problem of kind INVALID that names every field in error
     */
    public EntryFacts {
        var rules = new FieldRules();
        ownership = Objects.requireNonNullElse(ownership, Ownership.NONE);
        visibility = Objects.requireNonNullElse(visibility, Visibility.INHERIT);
        rules.range("/copies", copies, 0, MAX_COPIES);
        condition = rules.line("/condition", condition, MAX_CONDITION);
        location = rules.line("/location", location, MAX_NAME);
        lentTo = rules.line("/lent_to", lentTo, MAX_NAME);
        review = rules.text("/review", review, FieldRules.LONG_TEXT);
        privateNote = rules.text("/private_note", privateNote, FieldRules.LONG_TEXT);
        rules.date("/added_on", addedOn);
        rules.done();
    }

    /** What the reader holds in their hands. */
    public enum Format {
        PAPERBACK,
        HARDCOVER,
        EBOOK,
        AUDIOBOOK,
        OTHER
    }

    /** Whose copy it is. */
    public enum Ownership {
        NONE,
        OWNED,
        BORROWED,
        LENT,
        WISHLIST
    }

    static EntryFacts of(Row row) {
        return NONE.with(facts -> {
            facts.format = row.constantOrEmpty("format", Format.class).orElse(null);
            facts.ownership = row.constant("ownership", Ownership.class);
            facts.copies = row.integer("copies");
            facts.condition = row.textOrNull("condition");
            facts.location = row.textOrNull("location");
            facts.lentTo = row.textOrNull("lent_to");
            facts.rating = Rating.of(row.integerOrNull("rating"));
            facts.review = row.textOrNull("review");
            facts.reviewSpoiler = row.bool("review_spoiler");
            facts.favourite = row.bool("favourite");
            facts.privateNote = row.textOrNull("private_note");
            facts.addedOn = row.dateOrNull("added_on");
            facts.visibility = row.constant("visibility", Visibility.class);
        });
    }

    Parameters parameters() {
        return Parameters.of("format", format)
                .and("ownership", ownership)
                .and("copies", copies)
                .and("condition", condition)
                .and("location", location)
                .and("lent_to", lentTo)
                .and("rating", rating == null ? null : rating.quarters())
                .and("review", review)
                .and("review_spoiler", reviewSpoiler)
                .and("favourite", favourite)
                .and("private_note", privateNote)
                .and("added_on", addedOn)
                .and("visibility", visibility);
    }

    /** These, and where they say nothing the given ones; a review comes with its spoiler mark. */
    public EntryFacts orElse(EntryFacts given) {
        return with(facts -> {
            facts.format = first(format, given.format);
            facts.ownership = ownership == Ownership.NONE ? given.ownership : ownership;
            facts.copies = copies == 0 ? given.copies : copies;
            facts.condition = first(condition, given.condition);
            facts.location = first(location, given.location);
            facts.lentTo = first(lentTo, given.lentTo);
            facts.rating = first(rating, given.rating);
            facts.review = first(review, given.review);
            facts.reviewSpoiler = review == null && given.review != null ? given.reviewSpoiler : reviewSpoiler;
            facts.privateNote = first(privateNote, given.privateNote);
            facts.addedOn = first(addedOn, given.addedOn);
            facts.visibility = visibility == Visibility.INHERIT ? given.visibility : visibility;
        });
    }

    private static <T> @Nullable T first(@Nullable T own, @Nullable T given) {
        return own != null ? own : given;
    }

    /** The same but for what is changed: {@code facts.with(it -> it.review = "Good")}. */
    public EntryFacts with(Consumer<Changes> change) {
        var changes = new Changes(this);
        change.accept(changes);
        return changes.facts();
    }

    /** The facts by name, to be changed; so many by position would be confused. */
    public static final class Changes {
        public @Nullable Format format;
        public Ownership ownership;
        public int copies;
        public @Nullable String condition;
        public @Nullable String location;
        public @Nullable String lentTo;
        public @Nullable Rating rating;
        public @Nullable String review;
        public boolean reviewSpoiler;
        public boolean favourite;
        public @Nullable String privateNote;
        public @Nullable LocalDate addedOn;
        public Visibility visibility;

        private Changes(EntryFacts facts) {
            format = facts.format;
            ownership = facts.ownership;
            copies = facts.copies;
            condition = facts.condition;
            location = facts.location;
            lentTo = facts.lentTo;
            rating = facts.rating;
            review = facts.review;
            reviewSpoiler = facts.reviewSpoiler;
            favourite = facts.favourite;
            privateNote = facts.privateNote;
            addedOn = facts.addedOn;
            visibility = facts.visibility;
        }

        private EntryFacts facts() {
            return new EntryFacts(
                    format,
                    ownership,
                    copies,
                    condition,
                    location,
                    lentTo,
                    rating,
                    review,
                    reviewSpoiler,
                    favourite,
                    privateNote,
                    addedOn,
                    visibility);
        }
    }
}
