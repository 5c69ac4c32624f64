package dev.colophon.statistics.pages;

import dev.colophon.statistics.goal.GoalProgress;
import dev.colophon.web.page.Texts;
import java.util.Locale;

/**
 * A goal in words.
 *
 * @param done such as 8 of 24 books
 * @param pace such as 2 books ahead
 * @param unknown what adds nothing to it; empty when everything does
 * @param value of the bar, at most its target
 */
record GoalLine(String done, String pace, String unknown, long value, int target) {

    static GoalLine of(GoalProgress progress, Texts texts) {
        int target = progress.goal().target();
        return new GoalLine(
                texts.text("statistics.goal.done_" + wire(progress), progress.done(), target),
                pace(progress, texts),
                progress.withoutLength() == 0
                        ? ""
                        : texts.text("statistics.goal.without_length", progress.withoutLength()),
                Math.min(progress.done(), target),
                target);
    }

    private static String pace(GoalProgress progress, Texts texts) {
        if (progress.isReached()) {
            return texts.text("statistics.goal.reached");
        }
        long ahead = progress.pace().ahead();
        return switch (progress.pace().state()) {
            case UPCOMING -> texts.text("statistics.goal.not_begun");
            case OVER -> texts.text("statistics.goal.short_" + wire(progress), -ahead);
            case RUNNING -> running(progress, ahead, texts);
        };
    }

    private static String running(GoalProgress progress, long ahead, Texts texts) {
        if (ahead == 0) {
            return texts.text("statistics.goal.on_pace");
        }
        return ahead > 0
                ? texts.text("statistics.goal.ahead_" + wire(progress), ahead)
                : texts.text("statistics.goal.behind_" + wire(progress), -ahead);
    }

    private static String wire(GoalProgress progress) {
        return progress.goal().metric().name().toLowerCase(Locale.ROOT);
    }
}
