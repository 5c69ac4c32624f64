package dev.colophon.statistics;

import dev.colophon.statistics.Report.BookLength;
import dev.colophon.statistics.Report.Count;
import dev.colophon.statistics.Report.Days;
import dev.colophon.statistics.Report.Sum;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adds reads up. */
final class Counting {
    /** Of names of which there can be very many. */
    static final int MOST = 12;

    private static final int QUARTERS = 4;

    private Counting() {}

    static Sum sum(List<FinishedRead> reads) {
        return new Sum(
                reads.size(),
                reads.stream().map(FinishedRead::entry).distinct().count(),
                reads.stream().mapToLong(read -> read.book().pagesRead()).sum(),
                reads.stream().mapToLong(read -> read.book().minutesHeard()).sum(),
                reads.stream().filter(read -> read.book().isWithoutLength()).count());
    }

    /** The most frequent first, then by name; those beyond the limit are left out. */
    static List<Count> most(List<FinishedRead> reads, Function<FinishedBook, Stream<String>> names) {
        return counts(reads, names)
                .sorted(Comparator.comparing(Count::reads).reversed().thenComparing(Count::name))
                .limit(MOST)
                .toList();
    }

    /** When the books came out, the earliest first; such as {@code 1990s}. */
    static List<Count> decades(List<FinishedRead> reads) {
        return reads.stream()
                .map(read -> read.book().published())
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(
                        year -> Math.floorDiv(year, 10) * 10, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> new Count(entry.getKey() + "s", entry.getValue()))
                .toList();
    }

    private static Stream<Count> counts(List<FinishedRead> reads, Function<FinishedBook, Stream<String>> names) {
        return reads.stream()
                .map(FinishedRead::book)
                .flatMap(names)
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()));
    }

    /** By stars, the best first; a book counts once. */
    static List<Count> ratings(List<FinishedRead> reads) {
        return rated(reads).entrySet().stream()
                .sorted(Map.Entry.<Integer, Long>comparingByKey().reversed())
                .map(entry -> new Count(stars(entry.getKey()).toPlainString(), entry.getValue()))
                .toList();
    }

    static @Nullable BigDecimal averageRating(List<FinishedRead> reads) {
        Map<Integer, Long> rated = rated(reads);
        long books = rated.values().stream().mapToLong(Long::longValue).sum();
        long quarters = rated.entrySet().stream()
                .mapToLong(entry -> entry.getKey() * entry.getValue())
                .sum();
        return books == 0
                ? null
                : BigDecimal.valueOf(quarters).divide(BigDecimal.valueOf(books * QUARTERS), 2, RoundingMode.HALF_UP);
    }

    private static Map<Integer, Long> rated(List<FinishedRead> reads) {
        return once(reads)
                .filter(book -> book.rating() != null)
                .collect(Collectors.groupingBy(book -> Objects.requireNonNull(book.rating()), Collectors.counting()));
    }

    private static BigDecimal stars(int quarters) {
        return BigDecimal.valueOf(quarters)
                .divide(BigDecimal.valueOf(QUARTERS), 2, RoundingMode.UNNECESSARY)
                .stripTrailingZeros();
    }

    /** The one with the most pages, or with the fewest; of equal ones that whose title comes first. */
    static @Nullable BookLength length(List<FinishedRead> reads, boolean longest) {
        Comparator<BookLength> byPages = Comparator.comparing(BookLength::pages);
        return once(reads)
                .filter(book -> book.pagesRead() > 0)
                .map(book -> new BookLength(book.entry(), book.title(), book.pagesRead()))
                .min((longest ? byPages.reversed() : byPages)
                        .thenComparing(BookLength::title)
                        .thenComparing(BookLength::entry))
                .orElse(null);
    }

    static @Nullable Days days(List<FinishedRead> reads) {
        LongSummaryStatistics days = reads.stream()
                .filter(read -> read.startedOn() != null && read.finishedOn() != null)
                .mapToLong(read -> 1
                        + ChronoUnit.DAYS.between(
                                Objects.requireNonNull(read.startedOn()), Objects.requireNonNull(read.finishedOn())))
                .summaryStatistics();
        return days.getCount() == 0
                ? null
                : new Days(
                        days.getCount(),
                        BigDecimal.valueOf(days.getSum())
                                .divide(BigDecimal.valueOf(days.getCount()), 1, RoundingMode.HALF_UP),
                        days.getMin(),
                        days.getMax());
    }

    private static Stream<FinishedBook> once(List<FinishedRead> reads) {
        return reads.stream()
                .collect(Collectors.toMap(FinishedRead::entry, FinishedRead::book, (first, again) -> first))
                .values()
                .stream();
    }
}
