package dev.colophon.shelf.pages;

import dev.colophon.shelf.Status;
import dev.colophon.shelf.progress.Length;
import dev.colophon.shelf.progress.ReadingProgress;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Tells in words how far a reader has come, and since when they read. */
public final class HowFar {
    private HowFar() {}

    /** Such as "page 210 of 388". */
    public static String position(ReadingProgress progress, Length length) {
        Integer last = length.last(progress.unit());
        return switch (progress.unit()) {
            case PAGE -> "page " + progress.amount() + (last == null ? "" : " of " + last);
            case PERCENT -> progress.amount() + "\u00a0%";
            case MINUTE -> "minute " + progress.amount() + (last == null ? "" : " of " + last);
        };
    }

    /**
     * Such as "reading for 12 days"; empty for a book that is not under way.
     *
     * @param startedOn null when nobody knows
     * @param today where the reader is
     */
    public static String since(Status status, @Nullable LocalDate startedOn, LocalDate today) {
        long days = startedOn == null ? -1 : Math.max(ChronoUnit.DAYS.between(startedOn, today), 0);
        return switch (status) {
            case READING -> "reading" + span(days);
            case PAUSED -> days < 0 ? "paused" : "paused, begun " + ago(days);
            case WANT, READ, DNF -> "";
        };
    }

    private static String span(long days) {
        if (days <= 1) {
            return days < 0 ? "" : " since " + ago(days);
        }
        return " for " + days + " days";
    }

    private static String ago(long days) {
        if (days <= 1) {
            return days == 0 ? "today" : "yesterday";
        }
        return days + " days ago";
    }
}
