package dev.colophon.statistics.pages;

import dev.colophon.shelf.Status;
import dev.colophon.shelf.pages.Labels;
import dev.colophon.statistics.Report;
import dev.colophon.statistics.Report.Count;
import dev.colophon.statistics.Report.Part;
import dev.colophon.statistics.Report.Sum;
import dev.colophon.statistics.goal.Goal;
import dev.colophon.statistics.pages.Chart.Bar;
import dev.colophon.web.page.Texts;
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

    static StatisticsView of(Report report, List<Integer> years) {
        List<Chart> charts = new ArrayList<>(overTime(report));
        charts.add(new Chart(
                "ratings",
                "Ratings",
                "books",
                report.ratings().reversed().stream()
                        .map(one -> new Bar(one.name(), one.name() + " stars", one.reads()))
                        .toList()));
        charts.add(new Chart("decades", "When the books came out", "books", named(report.decades())));
        charts.removeIf(Chart::isEmpty);
        return new StatisticsView(report, title(report), years, charts, rankings(report));
    }

    /** What was finished in each month of a year, or in each year; without what is nothing in all of them. */
    static List<Chart> overTime(Report report) {
        return Stream.of(
                        new Chart("books", "Books finished", "books", bars(report, Sum::reads)),
                        new Chart("pages", "Pages read", "pages", bars(report, Sum::pages)),
                        new Chart("hours", "Hours heard", "hours", bars(report, sum -> sum.minutes() / MINUTES)))
                .filter(chart -> !chart.isEmpty())
                .toList();
    }

    private static String title(Report report) {
        return report.year() == null ? "All time" : String.valueOf(report.year());
    }

    private static List<Bar> bars(Report report, ToLongFunction<Sum> value) {
        return report.parts().stream()
                .map(part -> new Bar(label(report, part), name(report, part), value.applyAsLong(part.sum())))
                .toList();
    }

    private static String label(Report report, Part part) {
        return report.year() == null
                ? "’%02d".formatted(part.number() % 100)
                : name(report, part).substring(0, 1);
    }

    private static String name(Report report, Part part) {
        return report.year() == null
                ? String.valueOf(part.number())
                : Month.of(part.number()).getDisplayName(TextStyle.FULL_STANDALONE, Locale.ENGLISH);
    }

    private static List<Bar> named(List<Count> counts) {
        return counts.stream()
                .map(one -> new Bar(one.name().replaceFirst("^(19|20)(?=..s$)", "’"), one.name(), one.reads()))
                .toList();
    }

    private static List<Ranking> rankings(Report report) {
        List<Ranking> rankings = new ArrayList<>();
        rankings.add(new Ranking("Authors", report.authors()));
        rankings.add(new Ranking("Tags", report.tags()));
        rankings.add(new Ranking("Formats", report.formats()));
        rankings.add(new Ranking("Languages", report.languages()));
        rankings.removeIf(one -> one.counts().isEmpty());
        return rankings;
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
