package dev.colophon.backup.schedule;

import dev.colophon.settings.variable.RuleBroken;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Minutes at which something is due, in UTC: minute, hour, day of the month, month and day of the week, in numbers. As
 * with cron and with Kubernetes, when both kinds of day are restricted either of them will do.
 *
 * <p>Why not a library: the language is this small and is tested against every minute of years, while cron-utils
 * 9.2.1 has a history of wrong times and of endless searches for the 30th of February.
 */
public final class CronExpression {
    /** 400 years, after which dates and days of the week repeat. */
    private static final int CYCLE_DAYS = 146_097;

    private static final LocalDate ANY_DAY = LocalDate.of(2000, 1, 1);
    private static final int FIELDS = 5;
    private static final int MINUTES_OF_HOUR = 60;
    private static final int SUNDAY = 7;

    private final String text;
    private final CronField daysOfMonth;
    private final CronField months;
    private final CronField daysOfWeek;

    /** Ascending. */
    private final int[] minutesOfDay;

    private CronExpression(String text, String... fields) throws RuleBroken {
        this.text = text;
        this.daysOfMonth = CronField.parse(fields[2], 1, 31);
        this.months = CronField.parse(fields[3], 1, 12);
        this.daysOfWeek = CronField.parse(fields[4], 0, SUNDAY);
        CronField hours = CronField.parse(fields[1], 0, 23);
        CronField minutes = CronField.parse(fields[0], 0, 59);
        this.minutesOfDay = hours.numbers().stream()
                .flatMap(hour -> minutes.numbers().stream().map(minute -> hour * MINUTES_OF_HOUR + minute))
                .toArray();
    }

    /**
     * Takes five fields.
     *
     * @throws RuleBroken when it is none, or never comes
     */
    public static CronExpression parse(String text) throws RuleBroken {
        String[] fields = text.strip().split(" +", -1);
        if (fields.length != FIELDS) {
            throw new RuleBroken("must have the five fields minute, hour, day, month and day of the week");
        }
        CronExpression cron = new CronExpression(String.join(" ", fields), fields);
        if (days(ANY_DAY).noneMatch(cron::isDue)) {
            throw new RuleBroken("names a day that never comes");
        }
        return cron;
    }

    /** The first of its minutes after this instant. */
    public Instant next(Instant after) {
        LocalDateTime first = LocalDateTime.ofInstant(after, ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.MINUTES)
                .plusMinutes(1);
        int from = first.getHour() * MINUTES_OF_HOUR + first.getMinute();
        LocalDate today = first.toLocalDate();
        int place = Arrays.binarySearch(minutesOfDay, from);
        int index = place < 0 ? -place - 1 : place;
        if (index < minutesOfDay.length && isDue(today.toEpochDay())) {
            return at(today.toEpochDay(), minutesOfDay[index]);
        }
        long day = days(today.plusDays(1)).filter(this::isDue).findFirst().orElseThrow();
        return at(day, minutesOfDay[0]);
    }

    /** The longest time that passes from one of its minutes to the next. */
    public Duration longestPause() {
        int first = minutesOfDay[0];
        int last = minutesOfDay[minutesOfDay.length - 1];
        int withinDay = IntStream.range(1, minutesOfDay.length)
                .map(index -> minutesOfDay[index] - minutesOfDay[index - 1])
                .max()
                .orElse(0);
        long[] due = days(ANY_DAY).filter(this::isDue).toArray();
        long days = IntStream.range(1, due.length)
                .mapToLong(index -> due[index] - due[index - 1])
                .max()
                .orElse(CYCLE_DAYS);
        Duration acrossDays = Duration.ofDays(days).minusMinutes(last - first);
        Duration inside = Duration.ofMinutes(withinDay);
        return inside.compareTo(acrossDays) > 0 ? inside : acrossDays;
    }

    private static LongStream days(LocalDate from) {
        return LongStream.rangeClosed(from.toEpochDay(), from.toEpochDay() + CYCLE_DAYS);
    }

    private static Instant at(long day, int minute) {
        return LocalDate.ofEpochDay(day)
                .atStartOfDay(ZoneOffset.UTC)
                .plusMinutes(minute)
                .toInstant();
    }

    private boolean isDue(long epochDay) {
        LocalDate day = LocalDate.ofEpochDay(epochDay);
        if (!months.allows(day.getMonthValue())) {
            return false;
        }
        boolean ofMonth = daysOfMonth.allows(day.getDayOfMonth());
        int weekday = day.getDayOfWeek().getValue();
        boolean ofWeek = daysOfWeek.allows(weekday) || weekday == SUNDAY && daysOfWeek.allows(0);
        return daysOfMonth.any() || daysOfWeek.any() ? ofMonth && ofWeek : ofMonth || ofWeek;
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
