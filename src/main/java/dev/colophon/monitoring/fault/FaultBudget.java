package dev.colophon.monitoring.fault;

import java.util.concurrent.TimeUnit;

/** So many reports in a minute and no more: one fault can come with every request. */
final class FaultBudget {
    static final int MOST_IN_A_MINUTE = 30;
    static final long NONE_LEFT = -1;
    private static final long MINUTE_NANOSECONDS = TimeUnit.MINUTES.toNanos(1);

    private long minuteBegan;
    private int taken;
    private long leftOut;

    /**
     * Takes one report.
     *
     * @param now of a clock of nanoseconds that only goes forward
     * @return how many were left out since the last that was taken, or {@link #NONE_LEFT} when this one is, too
     */
    synchronized long take(long now) {
        if (taken == 0 || now - minuteBegan >= MINUTE_NANOSECONDS) {
            minuteBegan = now;
            taken = 0;
        }
        if (taken == MOST_IN_A_MINUTE) {
            leftOut++;
            return NONE_LEFT;
        }
        taken++;
        long before = leftOut;
        leftOut = 0;
        return before;
    }
}
