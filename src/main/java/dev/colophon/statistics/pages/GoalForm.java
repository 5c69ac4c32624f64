package dev.colophon.statistics.pages;

import dev.colophon.problem.FieldError;
import dev.colophon.problem.Problem;
import dev.colophon.statistics.goal.Goal;
import dev.colophon.statistics.goal.GoalProgress;
import dev.colophon.statistics.goal.Metric;
import dev.colophon.web.body.Form;
import dev.colophon.web.page.Texts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields in which the goals of a year are set, as they are stored or were typed; an empty one means none.
 *
 * @param notice what is wrong with them; null while nothing is
 */
record GoalForm(
        int year, Map<Metric, String> targets, @Nullable String notice) {

    static GoalForm of(int year, List<GoalProgress> goals) {
        Map<Metric, String> targets = new EnumMap<>(Metric.class);
        goals.forEach(one ->
                targets.put(one.goal().metric(), String.valueOf(one.goal().target())));
        return new GoalForm(year, targets, null);
    }

    static GoalForm of(int year, Form sent) {
        Map<Metric, String> targets = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            sent.text(name(metric)).ifPresent(text -> targets.put(metric, text));
        }
        return new GoalForm(year, targets, null);
    }

    GoalForm refused(Problem problem) {
        return new GoalForm(year, targets, problem.detail());
    }

    /** What is to be set. */
    List<Goal> wanted() {
        List<Goal> wanted = new ArrayList<>();
        targets.forEach((metric, text) -> wanted.add(Goal.of(year, metric, name(metric), number(metric, text))));
        return wanted;
    }

    /** What is to be given up. */
    List<Metric> unwanted() {
        return List.of(Metric.values()).stream()
                .filter(metric -> !targets.containsKey(metric))
                .toList();
    }

    private static Integer number(Metric metric, String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException notOne) {
            throw Problem.invalid(List.of(
                    new FieldError(name(metric), "range", "A goal is a whole number from 1 to " + Goal.MOST + ".")));
        }
    }

    /** The name of a field. */
    static String name(Metric metric) {
        return metric.name().toLowerCase(Locale.ROOT);
    }

    /** What is written beside a field. */
    static String label(Metric metric, Texts texts) {
        return switch (metric) {
            case BOOKS -> texts.text("statistics.books_finished");
            case PAGES -> texts.text("statistics.pages_read");
            case MINUTES -> texts.text("statistics.minutes_heard");
        };
    }

    String target(Metric metric) {
        return targets.getOrDefault(metric, "");
    }
}
