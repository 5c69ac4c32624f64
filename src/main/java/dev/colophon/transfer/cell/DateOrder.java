package dev.colophon.transfer.cell;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a file writes its dates. Goodreads writes year first; a spreadsheet that re-saved the file
 * wrote them as its country does, and only the whole file tells which.
 */
public enum DateOrder {
    MONTH_FIRST,
    DAY_FIRST;

    private static final Pattern YEAR_FIRST =
            Pattern.compile("(\\d{4})[/.-](\\d{1,2})[/.-](\\d{1,2})(?:[ T]\\d{2}:\\d{2}.{0,24})?");
    private static final Pattern YEAR_LAST = Pattern.compile("(\\d{1,2})([/.-])(\\d{1,2})[/.-](\\d{4}|\\d{2})");

    /** Two digits below this are a year of this century. */
    private static final int CENTURY_PIVOT = 70;

    /** The date, or null when it is none: half a date is not completed. */
    public @Nullable LocalDate parse(String text) {
        Matcher matcher = YEAR_FIRST.matcher(text);
        if (matcher.matches()) {
            return date(number(matcher, 1), number(matcher, 2), number(matcher, 3));
        }
        matcher = YEAR_LAST.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        int year = year(matcher.group(4));
        return isDayFirst(matcher)
                ? date(year, number(matcher, 3), number(matcher, 1))
                : date(year, number(matcher, 1), number(matcher, 3));
    }

    /** With dots the day is always first; else as the file's other dates are. */
    private boolean isDayFirst(Matcher matcher) {
        return this == DAY_FIRST || ".".equals(matcher.group(2));
    }

    private static @Nullable LocalDate date(int year, int month, int day) {
        try {
            return year < 1000 ? null : LocalDate.of(year, month, day);
        } catch (DateTimeException notInTheCalendar) {
            return null;
        }
    }

    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        return digits.length() == 4 ? year : year < CENTURY_PIVOT ? 2000 + year : 1900 + year;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    /** Collects what the dates of a file say about their order. */
    public static final class Evidence {
        private int monthFirst;
        private int dayFirst;
        private int unclear;

        /** Takes a cell into account; what is no date tells nothing. */
        public void add(String text) {
            Matcher matcher = YEAR_LAST.matcher(text);
            if (!matcher.matches() || ".".equals(matcher.group(2))) {
                return;
            }
            boolean first = number(matcher, 1) > 12;
            boolean second = number(matcher, 3) > 12;
            dayFirst += first && !second ? 1 : 0;
            monthFirst += second && !first ? 1 : 0;
            unclear += !first && !second ? 1 : 0;
        }

        /** The order that more dates support; month first when none does. */
        public DateOrder order() {
            return dayFirst > monthFirst ? DAY_FIRST : MONTH_FIRST;
        }

        /** What people should know, or null when every date was clear. */
        public @Nullable String note() {
            if (unclear + monthFirst + dayFirst == 0) {
                return null;
            }
            String order = order() == DAY_FIRST ? "day/month/year" : "month/day/year";
            boolean sure = monthFirst == 0 ^ dayFirst == 0;
            return "A spreadsheet has rewritten the dates; they were read as "
                    + order
                    + (sure ? "." : ", which the file does not prove. Export again if it is wrong.");
        }
    }
}
