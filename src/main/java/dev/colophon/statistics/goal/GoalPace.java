package dev.colophon.statistics.goal;

import java.time.LocalDate;
import java.time.Year;

/**
 * How far a reader is along the year, beside how far they would be if they read the same every day.
 *
 * @param state where today is
 * @param day of the year, from 1; 0 before it, and its last one after it
 * @param days of the year
 * @param expected what would be read by the end of today, whole ones only
 * @param ahead of that so many whole ones; behind it when negative
 */
public record GoalPace(State state, int day, int days, long expected, long ahead) {

    /** Where a day lies. */
    public enum State {
        /** Before the year. */
        UPCOMING,
        RUNNING,
        /** After the year. */
        OVER
    }

    /**
     * @param today where the reader is
     */
    static GoalPace of(Goal goal, long done, LocalDate today) {
        int days = Year.of(goal.year()).length();
        State state = state(goal.year(), today.getYear());
        int day = switch (state) {
            case UPCOMING -> 0;
            case RUNNING -> today.getDayOfYear();
            case OVER -> days;
        };
        long expected = (long) goal.target() * day / days;
        // towards zero, so that a part of a book is neither ahead nor behind
        long ahead = (done * days - (long) goal.target() * day) / days;
        return new GoalPace(state, day, days, expected, ahead);
    }

    private static State state(int year, int now) {
        if (now < year) {
            return State.UPCOMING;
        }
        return now == year ? State.RUNNING : State.OVER;
    }
}
