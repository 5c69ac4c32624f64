package dev.colophon.shelf.item;

import dev.colophon.problem.Problem;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.pages.RatingChoices;
import dev.colophon.web.body.Form;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rating as forms send it: either {@code rating} in stars, or the whole {@code stars} and the
 * {@code quarters} above them, each chosen by itself, for a finger hits no quarter of a star.
 *
 * @param stars 0 to 5
 * @param quarters 0 to 3
 */
record RatingField(int stars, int quarters) {
    private static final int QUARTERS = 4;
    private static final List<String> MARKS = List.of("+0", "+¼", "+½", "+¾");

    static RatingField of(@Nullable Rating rating) {
        int all = rating == null ? 0 : rating.quarters();
        return new RatingField(all / QUARTERS, all % QUARTERS);
    }

    /** What stands on the button for a part of a star. */
    static String mark(int quarters) {
        return MARKS.get(quarters);
    }

    static boolean isIn(Form form) {
        return form.fields().containsKey("rating") || form.fields().containsKey("stars");
    }

    /**
     * What a form says; null takes the rating away.
     *
     * @throws Problem of kind INVALID
     */
    static @Nullable Rating rating(Form form) {
        return form.fields().containsKey("stars")
                ? composed(number(form, "stars"), number(form, "quarters"))
                : RatingChoices.of(form.text("rating").orElse(""));
    }

    /** There is nothing above five stars, so that quarters left over from before do not count there. */
    private static @Nullable Rating composed(int stars, int quarters) {
        if (stars < 0 || quarters < 0 || stars > Rating.MOST / QUARTERS || quarters >= QUARTERS) {
            throw RatingChoices.wrong();
        }
        int all = Math.min(stars * QUARTERS + quarters, Rating.MOST);
        return all == 0 ? null : new Rating(all);
    }

    private static int number(Form form, String field) {
        try {
            return Integer.parseInt(form.text(field).orElse("0"));
        } catch (NumberFormatException notANumber) {
            throw RatingChoices.wrong();
        }
    }
}
