package dev.colophon.statistics;

import dev.colophon.database.Database;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.list.ShelfList;
import dev.colophon.statistics.Report.Part;
import dev.colophon.statistics.Report.Streak;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes reports of one reader's reads. */
public final class Statistics {
    private static final int MONTHS = 12;
    private static final int MOST_YEARS = 120;

    private final Database database;
    private final Clock clock;
    private final ShelfList shelves;
    private final StatisticsRepository repository = new StatisticsRepository();

    public Statistics(Database database, Clock clock, ShelfList shelves) {
        this.database = database;
        this.shelves = shelves;
        this.clock = clock;
    }

    /** What there is to be reported of. */
    private record Rows(List<FinishedRead> reads, List<Instant> moments) {}

    /**
     * A report and what it can be changed for.
     *
     * @param years in which the reader finished something, the latest first
     */
    public record Overview(Report report, List<Integer> years) {}

    /**
     * @param year null for all time
     * @param zone decides on which day progress was noted, and which day is today
     */
    public Overview overview(UUID owner, @Nullable Integer year, ZoneId zone) {
        Instant since = year == null
                ? Instant.EPOCH
                : LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant();
        Rows rows = database.read(
                session -> new Rows(repository.finished(session, owner), repository.moments(session, owner, since)));
        SortedSet<LocalDate> days = days(rows.moments(), year, zone);
        LocalDate today = LocalDate.now(clock.withZone(zone));
        Streak streak = Streaks.of(days, year == null || year == today.getYear() ? today : null);
        List<FinishedRead> reads = rows.reads().stream()
                .filter(read -> year == null || isIn(read, year))
                .toList();
        return new Overview(report(year, reads, streak, shelves.counts(owner)), yearsOf(rows.reads()));
    }

    private static Report report(
            @Nullable Integer year, List<FinishedRead> reads, Streak streak, Map<Status, Long> statuses) {
        return new Report(
                year,
                Counting.sum(reads),
                reads.stream().filter(read -> read.finishedOn() == null).count(),
                year == null ? years(reads) : parts(reads, 1, MONTHS, LocalDate::getMonthValue),
                Counting.ratings(reads),
                Counting.averageRating(reads),
                Counting.most(reads, read -> Stream.ofNullable(read.format()).map(Statistics::wire)),
                Counting.most(reads, read -> read.authors().stream()),
                Counting.most(reads, read -> read.tags().stream()),
                Counting.most(reads, read -> Stream.ofNullable(read.language())),
                Counting.decades(reads),
                Counting.length(reads, true),
                Counting.length(reads, false),
                Counting.days(reads),
                streak,
                statuses);
    }

    /** The years in which the reader finished something, the latest first. */
    public List<Integer> years(UUID owner) {
        return yearsOf(database.read(session -> repository.finished(session, owner)));
    }

    /** The year that a text names; empty when it names none. */
    public static Optional<Integer> year(String text) {
        return text.matches("[0-9]{4}") && !text.equals("0000") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static List<Integer> yearsOf(List<FinishedRead> reads) {
        return reads.stream()
                .map(FinishedRead::finishedOn)
                .filter(Objects::nonNull)
                .map(LocalDate::getYear)
                .distinct()
                .sorted((one, other) -> other - one)
                .toList();
    }

    private static boolean isIn(FinishedRead read, int year) {
        LocalDate day = read.finishedOn();
        return day != null && day.getYear() == year;
    }

    private static List<Part> years(List<FinishedRead> reads) {
        List<FinishedRead> dated =
                reads.stream().filter(read -> read.finishedOn() != null).toList();
        int first = dated.stream().mapToInt(read -> year(read)).min().orElse(0);
        int last = dated.stream().mapToInt(read -> year(read)).max().orElse(-1);
        return parts(dated, first, last, LocalDate::getYear);
    }

    private static int year(FinishedRead read) {
        return Objects.requireNonNull(read.finishedOn()).getYear();
    }

    private static List<Part> parts(List<FinishedRead> reads, int first, int last, ToIntFunction<LocalDate> number) {
        var byNumber = reads.stream()
                .collect(Collectors.groupingBy(read -> number.applyAsInt(Objects.requireNonNull(read.finishedOn()))));
        // one wrong year of four digits would make thousands
        boolean whole = last - first <= MOST_YEARS;
        return IntStream.rangeClosed(first, last)
                .filter(one -> whole || byNumber.containsKey(one))
                .mapToObj(one -> new Part(one, Counting.sum(byNumber.getOrDefault(one, List.of()))))
                .toList();
    }

    private static SortedSet<LocalDate> days(List<Instant> moments, @Nullable Integer year, ZoneId zone) {
        return moments.stream()
                .map(moment -> LocalDate.ofInstant(moment, zone))
                .filter(day -> year == null || day.getYear() == year)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
