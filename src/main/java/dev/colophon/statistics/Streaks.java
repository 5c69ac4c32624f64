package dev.colophon.statistics;

import dev.colophon.statistics.Report.Streak;
import java.time.LocalDate;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Days one after the other. */
final class Streaks {
    private Streaks() {}

    /**
     * @param today null when the days end before this year, where nothing is current
     */
    static Streak of(SortedSet<LocalDate> days, @Nullable LocalDate today) {
        long longest = 0;
        long length = 0;
        LocalDate before = null;
        for (LocalDate day : days) {
            length = before != null && before.plusDays(1).equals(day) ? length + 1 : 1;
            longest = Math.max(longest, length);
            before = day;
        }
        // a day that has not ended yet does not end it
        boolean goesOn = today != null && before != null && !before.isBefore(today.minusDays(1));
        Long current = today == null ? null : Long.valueOf(goesOn ? length : 0);
        return new Streak(days.size(), longest, current);
    }
}
