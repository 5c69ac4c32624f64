package dev.colophon.logging.rotation;

import ch.qos.logback.core.rolling.helper.RollingCalendar;
import java.time.Instant;

/**
 * Counts days for several threads. Logback 1.6.6 counts on one mutable calendar for all its removals of old files; two
 * at a time took today's files for those of last month and deleted them.
 */
final class SharedCalendar extends RollingCalendar {
    static final String PATTERN = "yyyy-MM-dd";

    SharedCalendar() {
        super(PATTERN);
    }

    @Override
    public synchronized Instant getEndOfNextNthPeriod(Instant now, int periods) {
        return super.getEndOfNextNthPeriod(now, periods);
    }

    @Override
    public synchronized Instant getNextTriggeringDate(Instant now) {
        return super.getNextTriggeringDate(now);
    }
}
