package dev.colophon.lookup.port;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Days of publication as far as they are known. A day or a month is taken only where it is beyond
 * doubt: of {@code 05/06/1999} remains the year, of {@code 199?} nothing.
 */
public final class PartialDate {
    private static final int MAX_CHARACTERS = 40;
    private static final Pattern ISO = Pattern.compile("([0-9]{4})(-[0-9]{2})?(-[0-9]{2})?");
    private static final Pattern NUMBERS = Pattern.compile("(?:[0-9]{1,2}[./-]){1,2}([0-9]{4})");

    private static final List<DateTimeFormatter> DAYS =
            formats("MMMM d, uuuu", "MMM d, uuuu", "d MMMM uuuu", "d MMM uuuu");
    private static final List<DateTimeFormatter> MONTHS = formats("MMMM uuuu", "MMM uuuu", "MMMM, uuuu", "MMM, uuuu");

    private PartialDate() {}

    /** A date in words or numbers as {@code YYYY}, {@code YYYY-MM} or {@code YYYY-MM-DD}; null if it is not sure. */
    public static @Nullable String of(@Nullable String text) {
        if (text == null || text.length() > MAX_CHARACTERS) {
            return null;
        }
        String date = text.strip().replaceAll("\\s+", " ").replaceFirst("\\.$", "");
        Matcher iso = ISO.matcher(date);
        if (iso.matches()) {
            return valid(iso);
        }
        Matcher numbers = NUMBERS.matcher(date);
        return numbers.matches() ? year(numbers.group(1)) : inWords(date);
    }

    /** As much of it as the calendar has. */
    private static @Nullable String valid(Matcher iso) {
        String text = iso.group();
        try {
            if (iso.group(3) != null) {
                return LocalDate.parse(text).toString();
            }
            if (iso.group(2) != null) {
                return YearMonth.parse(text).toString();
            }
        } catch (DateTimeException noSuchDay) {
            return year(iso.group(1));
        }
        return year(iso.group(1));
    }

    private static @Nullable String year(String digits) {
        return digits.equals("0000") ? null : digits;
    }

    private static @Nullable String inWords(String date) {
        for (DateTimeFormatter format : DAYS) {
            try {
                return LocalDate.parse(date, format).toString();
            } catch (DateTimeException another) {
                continue;
            }
        }
        for (DateTimeFormatter format : MONTHS) {
            try {
                return YearMonth.parse(date, format).toString();
            } catch (DateTimeException another) {
                continue;
            }
        }
        return null;
    }

    private static List<DateTimeFormatter> formats(String... patterns) {
        return Stream.of(patterns)
                .map(pattern -> new DateTimeFormatterBuilder()
                        .parseCaseInsensitive()
                        .appendPattern(pattern)
                        .toFormatter(Locale.ENGLISH)
                        .withResolverStyle(ResolverStyle.STRICT))
                .toList();
    }
}
