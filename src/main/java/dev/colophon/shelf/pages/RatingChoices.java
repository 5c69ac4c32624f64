package dev.colophon.shelf.pages;

import dev.colophon.problem.Problem;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.pages.ShelfView.Choice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Ratings to choose from, and the one that was chosen. */
public final class RatingChoices {
    private static final int QUARTERS_OF_A_STAR = 4;

    private RatingChoices() {}

    /**
     * The rating that a form says in stars; null, which takes it away, when it says none.
     *
     * @throws Problem of kind INVALID
     */
    public static @Nullable Rating of(String stars) {
        if (stars.isEmpty()) {
            return null;
        }
        try {
            return Rating.ofStars(new BigDecimal(stars)).orElseThrow(RatingChoices::wrong);
        } catch (NumberFormatException notANumber) {
            throw wrong();
        }
    }

    /** Whatever a form says that is no rating. */
    public static Problem wrong() {
        return Problem.invalid("rating", "rating", "A rating is 0.25 to 5 stars in steps of a quarter.");
    }

    /** Every quarter star, and none. */
    static List<Choice> all(@Nullable Rating chosen) {
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("", "–", chosen == null));
        for (int quarters = Rating.MOST; quarters >= Rating.LEAST; quarters--) {
            Rating rating = new Rating(quarters);
            String stars = rating.stars().toPlainString();
            choices.add(new Choice(stars, stars + " ★", rating.equals(chosen)));
        }
        return choices;
    }

    static List<Choice> stars(@Nullable Rating chosen) {
        int quarters = chosen == null ? 0 : chosen.quarters();
        return IntStream.rangeClosed(1, Rating.MOST / QUARTERS_OF_A_STAR)
                .mapToObj(stars -> new Choice(
                        String.valueOf(stars),
                        stars == 1 ? "1 star" : stars + " stars",
                        stars * QUARTERS_OF_A_STAR <= quarters))
                .toList();
    }
}
