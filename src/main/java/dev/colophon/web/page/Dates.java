package dev.colophon.web.page;

import dev.colophon.web.session.Caller;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes days and times as a reader writes them. Every page takes this one, from its view or its
 * exchange, and none formats a day by itself.
 *
 * @param zone in which an instant becomes a day and an hour
 */
public record Dates(Locale locale, ZoneId zone) {
    private static final Set<String> PLACES = Set.of(
            "Africa",
            "America",
            "Antarctica",
            "Arctic",
            "Asia",
            "Atlantic",
            "Australia",
            "Europe",
            "Indian",
            "Pacific");
    private static final int YEAR_LENGTH = 4;
    private static final int MONTH_LENGTH = 7;

    /**
     * As the caller has set it, or else as the browser prefers, in the server's zone.
     *
     * @param caller null for somebody who is not signed in
     * @param language {@code Accept-Language}; empty when there is none
     */
    public static Dates of(@Nullable Caller caller, String language, ZoneId server) {
        Locale locale = caller == null ? null : caller.locale();
        ZoneId zone = caller == null ? null : caller.zone();
        return new Dates(locale != null ? locale : Locales.accepted(language), zone != null ? zone : server);
    }

    /** What pages say, in this reader's language. */
    public Texts texts() {
        return Texts.of(locale);
    }

    /** Such as 4 May 2017. */
    public String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(day);
    }

    /** The day of an instant, here. */
    public String day(Instant instant) {
        return day(LocalDate.ofInstant(instant, zone));
    }

    /** Such as 4 May 2017, 21:30. */
    public String time(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .format(instant.atZone(zone));
    }

    /** A day of which only the year or the month may be known, such as 2017-05; other text stays as it is. */
    public String partial(String date) {
        try {
            return switch (date.length()) {
                case YEAR_LENGTH -> Year.parse(date).toString();
                case MONTH_LENGTH ->
                    DateTimeFormatter.ofLocalizedPattern("yMMMM")
                            .withLocale(locale)
                            .format(YearMonth.parse(date));
                default -> day(LocalDate.parse(date));
            };
        } catch (DateTimeException notADate) {
            return date;
        }
    }

    /** Such as May, or M. */
    public String month(Month month, TextStyle style) {
        return month.getDisplayName(style, locale);
    }

    /** What a form offers, by name; each zone under one name that people know. */
    public static List<String> zones() {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(id -> PLACES.contains(id.replaceFirst("/.*", "")) || id.equals("UTC"))
                .sorted()
                .toList();
    }

    /** The zone with this IANA id; null when there is none, or this runtime does not know it. */
    public static @Nullable ZoneId zone(@Nullable String id) {
        return id != null && ZoneId.getAvailableZoneIds().contains(id) ? ZoneId.of(id) : null;
    }
}
