package dev.colophon.shelf;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Stars in quarters.
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

    /** Such as 4.25 or 5. */
    public BigDecimal stars() {
        return BigDecimal.valueOf(quarters * 25L, 2).stripTrailingZeros();
    }
}
