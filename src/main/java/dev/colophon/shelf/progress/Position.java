package dev.colophon.shelf.progress;

import dev.colophon.text.FieldRules;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A place in a book.
 *
 * @param amount the page, percent or minute that was reached; nought is the beginning
 */
public record Position(Unit unit, int amount) {
    static final int ALL_PERCENT = 100;

    /** Nobody binds more pages, and 100,000 hours are no audiobook. */
    private static final int MOST = 6_000_000;

    /** In what a reader counts. */
    public enum Unit {
        PAGE,
        PERCENT,
        MINUTE
    }

    /**
     * A position as a reader says it.
     *
     * @throws dev.colophon.problem.Problem of kind INVALID when it is missing or beyond the book
     */
    public static Position said(@Nullable Unit unit, @Nullable Integer amount, Length length) {
        var rules = new FieldRules();
        if (unit == null) {
            rules.refuse("/unit", "required", "Say in what you count: page, percent or minute.");
        }
        if (amount == null) {
            rules.refuse("/amount", "required", "Say how far you have come.");
        }
        rules.range("/amount", amount, 0, unit == Unit.PERCENT ? ALL_PERCENT : MOST);
        rules.done();
        var position = new Position(Objects.requireNonNull(unit), Objects.requireNonNull(amount));
        position.demandInside(length);
        return position;
    }

    /** Beyond its end is mostly a slip of the finger; for a copy that is longer, percent is the way out. */
    private void demandInside(Length length) {
        Integer last = length.last(unit);
        if (last != null && amount > last) {
            var rules = new FieldRules();
            rules.refuse("/amount", "beyond_end", beyond(last));
            rules.done();
        }
    }

    private String beyond(int last) {
        return "This book ends after " + last + (unit == Unit.PAGE ? " pages" : " minutes")
                + "; if your copy is longer, say it in percent.";
    }
}
