package dev.colophon.statistics.goal;

import dev.colophon.statistics.Report.Sum;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A goal and what has been read towards it.
 *
 * @param done what ended on a day of its year
 * @param withoutLength reads of its year that add nothing to it, for nobody knows how long they were
 */
public record GoalProgress(Goal goal, long done, long withoutLength, GoalPace pace) {
    private static final Sum NOTHING = new Sum(0, 0, 0, 0, 0);

    /**
     * @param sum of its year; null when nothing was read
     * @param today where the reader is
     */
    static GoalProgress of(Goal goal, @Nullable Sum sum, LocalDate today) {
        Sum read = sum == null ? NOTHING : sum;
        long done = goal.metric().of(read);
        return new GoalProgress(goal, done, goal.metric().unknown(read), GoalPace.of(goal, done, today));
    }

    public boolean isReached() {
        return done >= goal.target();
    }
}
