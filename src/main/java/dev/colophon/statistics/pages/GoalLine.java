package dev.colophon.statistics.pages;

import dev.colophon.statistics.goal.GoalPace;
import dev.colophon.statistics.goal.GoalProgress;
import dev.colophon.statistics.goal.Metric;
import java.util.List;

/**
 * A goal in words.
 *
 * @param done such as 8 of 24 books
 * @param pace such as 2 books ahead
 * @param unknown what adds nothing to it; empty when everything does
 * @param value of the bar, at most its target
 */
record GoalLine(String done, String pace, String unknown, long value, int target) {

    static List<GoalLine> of(List<GoalProgress> goals) {
        return goals.stream().map(GoalLine::of).toList();
    }

    static GoalLine of(GoalProgress progress) {
        int target = progress.goal().target();
        Metric metric = progress.goal().metric();
        return new GoalLine(
                progress.done() + " of " + counted(metric, target),
                pace(progress),
                progress.withoutLength() == 0
                        ? ""
                        : counted(Metric.BOOKS, progress.withoutLength()) + " of unknown length not counted",
                Math.min(progress.done(), target),
                target);
    }

    private static String pace(GoalProgress progress) {
        Metric metric = progress.goal().metric();
        GoalPace pace = progress.pace();
        if (progress.isReached()) {
            return "reached";
        }
        return switch (pace.state()) {
            case UPCOMING -> "the year has not begun";
            case OVER -> counted(metric, -pace.ahead()) + " short";
            case RUNNING -> running(metric, pace.ahead());
        };
    }

    private static String running(Metric metric, long ahead) {
        if (ahead == 0) {
            return "on pace";
        }
        return counted(metric, Math.abs(ahead)) + (ahead > 0 ? " ahead" : " behind");
    }

    private static String counted(Metric metric, long number) {
        return number + " " + unit(metric, number);
    }

    private static String unit(Metric metric, long number) {
        return switch (metric) {
            case BOOKS -> number == 1 ? "book" : "books";
            case PAGES -> number == 1 ? "page" : "pages";
            case MINUTES -> number == 1 ? "minute" : "minutes";
        };
    }
}
