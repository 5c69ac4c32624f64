package dev.colophon.shelf;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * When something happened, as a reader says it: a day, "I do not know", or nothing, which means
 * today.
 */
public record Day(boolean today, @Nullable LocalDate date) {
    public static final Day TODAY = new Day(true, null);
    public static final Day UNKNOWN = new Day(false, null);

    public static Day on(LocalDate date) {
        return new Day(false, date);
    }
}
