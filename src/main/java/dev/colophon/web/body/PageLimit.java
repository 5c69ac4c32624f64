package dev.colophon.web.body;

import dev.colophon.problem.Problem;
import java.util.Optional;

/** How many items a list shows at once. */
public final class PageLimit {
    private static final int USUAL = 50;
    private static final int MOST = 100;

    private PageLimit() {}

    public static int of(Optional<String> given) {
        if (given.isEmpty()) {
            return USUAL;
        }
        try {
            int limit = Integer.parseInt(given.get());
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            throw wrong();
        }
        throw wrong();
    }

    private static Problem wrong() {
        return Problem.malformed("limit", "range", "The limit is a number from 1 to " + MOST + ".");
    }
}
