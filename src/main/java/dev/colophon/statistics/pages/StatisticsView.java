package dev.colophon.statistics.pages;

import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.pages.Labels;
import dev.colophon.statistics.Report;
import dev.colophon.statistics.Report.Count;
import dev.colophon.statistics.Report.Sum;
import dev.colophon.statistics.goal.Goal;
import dev.colophon.statistics.pages.Chart.Bar;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Texts;
import java.math.BigDecimal;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What the page of statistics shows, ready to be written out.
 *
 * @param years to choose from, the latest first
 * @param lists the most frequent of each kind
 */
record StatisticsView(Report report, String title, List<Integer> years, List<Chart> charts, List<Ranking> lists) {
    private static final int MINUTES = 60;

    /** Names with their numbers. */
    record Ranking(String title, List<Count> counts) {}

    static StatisticsView of(Report report, List<Integer> years, Dates dates) {
        Texts texts = dates.texts();
        List<Chart> charts = new ArrayList<>(overTime(report, dates));
        charts.add(new Chart("ratings", texts.text("statistics.ratings"), "books", ratings(report, texts)));
        charts.add(new Chart("decades", texts.text("statistics.when_published"), "books", decades(report, texts)));
        charts.removeIf(Chart::isEmpty);
        return new StatisticsView(report, title(report, texts), years, charts, rankings(report, texts));
    }

    /** What was finished in each month of a year, or in each year; without what is nothing in all of them. */
    static List<Chart> overTime(Report report, Dates dates) {
        Texts texts = dates.texts();
        return Stream.of(
                        new Chart(
                                "books",
                                texts.text("statistics.books_finished"),
                                "books",
                                bars(report, dates, Sum::reads)),
                        new Chart(
                                "pages", texts.text("statistics.pages_read"), "pages", bars(report, dates, Sum::pages)),
                        new Chart(
                                "hours",
                                texts.text("statistics.hours_heard"),
                                "hours",
                                bars(report, dates, sum -> sum.minutes() / MINUTES)))
                .filter(chart -> !chart.isEmpty())
                .toList();
    }

    private static String title(Report report, Texts texts) {
        return report.year() == null ? texts.text("statistics.all_time") : String.valueOf(report.year());
    }

    private static List<Bar> bars(Report report, Dates dates, ToLongFunction<Sum> value) {
        return report.parts().stream()
                .map(part -> bar(part.number(), report.year() != null, value.applyAsLong(part.sum()), dates))
                .toList();
    }

    private static Bar bar(int number, boolean month, long value, Dates dates) {
        return month
                ? new Bar(
                        dates.month(Month.of(number), TextStyle.NARROW_STANDALONE),
                        dates.month(Month.of(number), TextStyle.FULL_STANDALONE),
                        value)
                : new Bar("’%02d".formatted(number % 100), String.valueOf(number), value);
    }

    private static List<Bar> ratings(Report report, Texts texts) {
        return report.ratings().reversed().stream()
                .map(one -> {
                    var stars = new BigDecimal(one.name());
                    return new Bar(texts.number(stars), texts.text("statistics.count.stars", stars), one.reads());
                })
                .toList();
    }

    /** Of such names as 1990s. */
    private static List<Bar> decades(Report report, Texts texts) {
        return report.decades().stream()
                .map(one -> {
                    String year = one.name().substring(0, one.name().length() - 1);
                    String name = texts.text("statistics.decade", year);
                    return new Bar(name.replaceFirst("^(19|20)(?=\\d\\d\\D)", "’"), name, one.reads());
                })
                .toList();
    }

    private static List<Ranking> rankings(Report report, Texts texts) {
        List<Ranking> rankings = new ArrayList<>();
        rankings.add(new Ranking(texts.text("statistics.authors"), report.authors()));
        rankings.add(new Ranking(texts.text("statistics.tags"), report.tags()));
        rankings.add(new Ranking(texts.text("statistics.formats"), formats(report, texts)));
        rankings.add(new Ranking(texts.text("statistics.languages"), report.languages()));
        rankings.removeIf(one -> one.counts().isEmpty());
        return rankings;
    }

    private static List<Count> formats(Report report, Texts texts) {
        return report.formats().stream()
                .map(one ->
                        new Count(Labels.of(Format.valueOf(one.name().toUpperCase(Locale.ROOT)), texts), one.reads()))
                .toList();
    }

    boolean isEmpty() {
        return report.total().reads() == 0;
    }

    /** Hours and minutes that were heard. */
    static String hours(Sum sum) {
        return "%d:%02d".formatted(sum.minutes() / MINUTES, sum.minutes() % MINUTES);
    }

    /** Whether a year can have goals. */
    boolean canHaveGoals() {
        Integer year = report.year();
        return year != null && year >= Goal.FIRST_YEAR && year <= Goal.LAST_YEAR;
    }

    /** The shelf from what is wanted to what is read. */
    List<Count> funnel(Texts texts) {
        Map<Status, Long> statuses = report.statuses();
        return List.of(Status.WANT, Status.READING, Status.PAUSED, Status.READ, Status.DNF).stream()
                .map(status -> new Count(Labels.of(status, texts), statuses.getOrDefault(status, 0L)))
                .toList();
    }

    /** Where a press on a year leads. */
    static String href(int year) {
        return "/statistics/" + year;
    }
}
