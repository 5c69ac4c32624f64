package dev.colophon.statistics;

import dev.colophon.database.Database;
import dev.colophon.database.Session;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.list.ShelfList;
import dev.colophon.statistics.Report.Part;
import dev.colophon.statistics.Report.Streak;
import dev.colophon.statistics.Report.Sum;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes reports of one reader's reads. */
public final class Statistics {
    private static final int MONTHS = 12;
    private static final int MOST_YEARS = 120;
    private static final int LAST_YEAR = 9999;

    /** After everything that a clock can have said. */
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

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
     * What a year comes to, or all time.
     *
     * @param year null for all time
     * @param zone decides on which day progress was noted, and which day is today
     */
    public Report report(Sight sight, @Nullable Integer year, ZoneId zone) {
        Rows rows = database.read(session -> year == null ? all(session, sight) : of(session, sight, year, zone));
        LocalDate today = LocalDate.now(clock.withZone(zone));
        Streak streak = Streaks.of(days(rows.moments(), zone), year == null || year == today.getYear() ? today : null);
        return report(year, rows.reads(), streak, sight.isWhole() ? shelves.counts(sight.owner()) : Map.of());
    }

    private Rows all(Session session, Sight sight) {
        return new Rows(
                repository.finished(session, sight), repository.moments(session, sight, Instant.EPOCH, END_OF_TIME));
    }

    private Rows of(Session session, Sight sight, int year, ZoneId zone) {
        return new Rows(
                repository.finished(session, sight, year, year),
                repository.moments(session, sight, begin(year, zone), begin(year + 1, zone)));
    }

    /** No database writes a year of five digits as others sort it. */
    private static Instant begin(int year, ZoneId zone) {
        return year > LAST_YEAR
                ? END_OF_TIME
                : LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant();
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
                Counting.most(reads, book -> Stream.ofNullable(book.format()).map(Statistics::wire)),
                Counting.most(reads, book -> book.authors().stream()),
                Counting.most(reads, book -> book.tags().stream()),
                Counting.most(reads, book -> Stream.ofNullable(book.language())),
                Counting.decades(reads),
                Counting.length(reads, true),
                Counting.length(reads, false),
                Counting.days(reads),
                streak,
                statuses);
    }

    /** The years in which something was finished, the latest first. */
    public List<Integer> years(Sight sight) {
        return database.read(session -> repository.years(session, sight)).stream()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** What the reads of each year come to, from one year to another; a year without any is not there. */
    public Map<Integer, Sum> sums(Sight sight, int first, int last) {
        return database.read(session -> repository.finished(session, sight, first, last)).stream()
                .collect(Collectors.groupingBy(
                        Statistics::year, Collectors.collectingAndThen(Collectors.toList(), Counting::sum)));
    }

    /** What the own or others' reads of one year come to. */
    public Sum sum(Session session, Sight sight, int year) {
        return Counting.sum(repository.finished(session, sight, year, year));
    }

    /** How many finished reads are in no year, for nobody knows their day. */
    public long undated(Sight sight) {
        return database.read(session -> repository.undated(session, sight));
    }

    /** The year that a text names; empty when it names none. */
    public static Optional<Integer> year(String text) {
        return text.matches("[0-9]{4}") && !text.equals("0000") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
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

    private static SortedSet<LocalDate> days(List<Instant> moments, ZoneId zone) {
        return moments.stream()
                .map(moment -> LocalDate.ofInstant(moment, zone))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
