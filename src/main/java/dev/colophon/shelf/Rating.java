package dev.colophon.shelf;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.colophon.problem.Problem;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stars in quarters; JSON says stars.
 *
 * @param quarters 1 to 20, which is a quarter star to five stars
 */
public record Rating(int quarters) {
    public static final int LEAST = 1;
    public static final int MOST = 20;

    private static final BigDecimal QUARTERS_PER_STAR = BigDecimal.valueOf(4);

    public Rating {
        if (quarters < LEAST || quarters > MOST) {
            throw new IllegalArgumentException("a rating is 1 to 20 quarter stars");
        }
    }

    /** As it is stored, or none. */
    public static @Nullable Rating of(@Nullable Integer quarters) {
        return quarters == null ? null : new Rating(quarters);
    }

    /** Reads stars; empty unless they are 0.25 to 5 in steps of 0.25. */
    public static Optional<Rating> ofStars(BigDecimal stars) {
        // compared first: an exponent of a billion must not be multiplied out
        if (stars.signum() <= 0 || stars.compareTo(BigDecimal.TEN) > 0 || stars.scale() > 20) {
            return Optional.empty();
        }
        BigDecimal quarters = stars.multiply(QUARTERS_PER_STAR).stripTrailingZeros();
        if (quarters.scale() > 0 || quarters.intValue() > MOST) {
            return Optional.empty();
        }
        return Optional.of(new Rating(quarters.intValue()));
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Rating ofJson(BigDecimal stars) {
        return ofStars(stars)
                .orElseThrow(
                        () -> Problem.invalid("/rating", "rating", "A rating is 0.25 to 5 stars in steps of 0.25."));
    }

    /** Such as 4.25 or 5. */
    @JsonValue
    public BigDecimal stars() {
        return BigDecimal.valueOf(quarters * 25L, 2).stripTrailingZeros();
    }
}
