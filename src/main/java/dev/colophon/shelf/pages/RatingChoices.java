package dev.colophon.shelf.pages;

import dev.colophon.problem.Problem;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.pages.ShelfView.Choice;
import dev.colophon.web.page.Texts;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Stars to choose from, and the one that was chosen. */
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

    /** One to five whole stars. */
    static List<Choice> stars(@Nullable Rating chosen, Texts texts) {
        int quarters = chosen == null ? 0 : chosen.quarters();
        return IntStream.rangeClosed(1, Rating.MOST / QUARTERS_OF_A_STAR)
                .mapToObj(stars -> new Choice(
                        String.valueOf(stars),
                        texts.text("shelf.stars." + stars),
                        stars * QUARTERS_OF_A_STAR <= quarters))
                .toList();
    }
}
