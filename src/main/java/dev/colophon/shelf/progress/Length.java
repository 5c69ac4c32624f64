package dev.colophon.shelf.progress;

import dev.colophon.catalogue.BookSummary;
import dev.colophon.database.Row;
import dev.colophon.shelf.progress.Position.Unit;
import org.jspecify.annotations.Nullable;

/**
 * How long a book is, as far as its edition is known.
 *
 * @param minutes a minute that has begun counts
 */
public record Length(@Nullable Integer pages, @Nullable Integer minutes) {

    private static final int SECONDS_PER_MINUTE = 60;

    public static Length of(BookSummary book) {
        return of(book.pageCount(), book.durationSeconds());
    }

    static Length of(Row row) {
        return of(row.integerOrNull("page_count"), row.integerOrNull("duration_seconds"));
    }

    static Length of(@Nullable Integer pages, @Nullable Integer seconds) {
        return new Length(pages, seconds == null ? null : Math.ceilDiv(seconds, SECONDS_PER_MINUTE));
    }

    /** The last position that the book has; null if nobody knows. */
    public @Nullable Integer last(Unit unit) {
        return switch (unit) {
            case PAGE -> pages;
            case PERCENT -> Integer.valueOf(Position.ALL_PERCENT);
            case MINUTE -> minutes;
        };
    }

    /** How much of the book lies before a position, 0 to 100, rounded down; null if nobody knows. */
    public @Nullable Integer percent(Position position) {
        Integer last = last(position.unit());
        if (last == null) {
            return null;
        }
        // a book may have lost pages since the position was noted
        long percent = (long) position.amount() * Position.ALL_PERCENT / last;
        return (int) Math.min(percent, Position.ALL_PERCENT);
    }
}
