package dev.colophon.statistics.goal;

import dev.colophon.feed.Event;
import dev.colophon.statistics.Report.Sum;

/** What a goal counts. */
public enum Metric {
    /** Reads that ended in the year; a book that was read twice counts twice. */
    BOOKS,
    /** Of what was read. */
    PAGES,
    /** Of what was heard. */
    MINUTES;

    /** How a journal calls it. */
    Event.Goal.Metric event() {
        return Event.Goal.Metric.valueOf(name());
    }

    long of(Sum sum) {
        return switch (this) {
            case BOOKS -> sum.reads();
            case PAGES -> sum.pages();
            case MINUTES -> sum.minutes();
        };
    }

    /** Of these reads those that add nothing to it, for nobody knows how long they were. */
    long unknown(Sum sum) {
        return this == BOOKS ? 0 : sum.withoutLength();
    }
}
