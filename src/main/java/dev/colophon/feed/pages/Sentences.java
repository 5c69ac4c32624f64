package dev.colophon.feed.pages;

import dev.colophon.feed.Event;
import dev.colophon.feed.Event.Goal;
import dev.colophon.feed.Event.Kind;
import dev.colophon.feed.Event.Stretch;
import dev.colophon.shelf.progress.Position.Unit;
import dev.colophon.web.page.Dates;
import java.time.LocalDate;
import java.util.Locale;

/** The words by which pages speak of what somebody did. */
final class Sentences {
    private Sentences() {}

    /** What was done; the title of the book follows. */
    static String what(Kind kind) {
        return switch (kind) {
            case STARTED -> "started";
            case PROGRESS -> "read on in";
            case FINISHED -> "finished";
            case ABANDONED -> "stopped reading";
            case RATED -> "rated";
            case REVIEWED -> "reviewed";
            case NOTE -> "wrote a note about";
            case QUOTE -> "copied a quote from";
            case GOAL -> "reached the goal of";
        };
    }

    /** What follows the title; empty where nothing does. */
    static String how(Event event, Dates dates) {
        if (event.progress() != null) {
            return of(event.progress());
        }
        if (event.goal() != null) {
            return of(event.goal());
        }
        LocalDate day = event.day();
        return day == null || day.equals(LocalDate.ofInstant(event.happenedAt(), dates.zone()))
                ? ""
                : "on " + dates.day(day);
    }

    private static String of(Stretch stretch) {
        String unit =
                stretch.unit() == Unit.PERCENT ? "" : stretch.unit().name().toLowerCase(Locale.ROOT) + " ";
        String percent = stretch.unit() == Unit.PERCENT ? " %" : "";
        return stretch.from() == null
                ? "to " + unit + stretch.to() + percent
                : "from " + unit + stretch.from() + " to " + stretch.to() + percent;
    }

    private static String of(Goal goal) {
        return goal.target() + " " + goal.metric().name().toLowerCase(Locale.ROOT) + " in " + goal.year();
    }
}
