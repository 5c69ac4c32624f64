package dev.colophon.shelf.api;

import dev.colophon.problem.Problem;
import dev.colophon.shelf.Format;
import dev.colophon.shelf.Ownership;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.UserBook;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a reader says about a book, as callers send it.
 *
 * @param rating stars
 */
record FactsBody(
        @Nullable Format format,
        @Nullable Ownership ownership,
        @Nullable Integer copies,
        @Nullable String location,
        @Nullable String lentTo,
        @Nullable BigDecimal rating,
        @Nullable String review,
        @Nullable Boolean reviewSpoiler,
        @Nullable Boolean favourite,
        @Nullable String privateNote,
        @Nullable LocalDate addedOn) {

    /** What a new entry has unless the caller says otherwise. */
    static FactsBody added(LocalDate today) {
        return new FactsBody(null, null, null, null, null, null, null, null, null, null, today);
    }

    static FactsBody of(UserBook.Facts facts) {
        return new FactsBody(
                facts.format(),
                facts.ownership(),
                facts.copies(),
                facts.location(),
                facts.lentTo(),
                facts.rating() == null ? null : new Rating(facts.rating()).stars(),
                facts.review(),
                facts.reviewSpoiler(),
                facts.favourite(),
                facts.privateNote(),
                facts.addedOn());
    }

    /**
     * @throws Problem of kind INVALID that names every field in error
     */
    public UserBook.Facts toFacts() {
        return new UserBook.Facts(
                format,
                Optional.ofNullable(ownership).orElse(Ownership.NONE),
                Optional.ofNullable(copies).orElse(0),
                location,
                lentTo,
                rating == null ? null : quarters(rating),
                review,
                Boolean.TRUE.equals(reviewSpoiler),
                Boolean.TRUE.equals(favourite),
                privateNote,
                addedOn);
    }

    private static int quarters(BigDecimal stars) {
        return Rating.ofStars(stars)
                .map(Rating::quarters)
                .orElseThrow(
                        () -> Problem.invalid("/rating", "rating", "A rating is 0.25 to 5 stars in steps of 0.25."));
    }
}
