package dev.colophon.monitoring.fault;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import dev.colophon.observe.BootReport;
import io.sentry.Sentry;
import io.sentry.SentryEvent;

/** Hears of every line of the log, and reports those at level ERROR, as many as {@link FaultBudget} allows. */
final class FaultAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    /** Says at level ERROR that a step failed; {@link FaultReports#startFailed} tells of those that are faults. */
    private static final String STEPS = BootReport.class.getName();

    private final FaultBudget budget = new FaultBudget();

    @Override
    protected void append(ILoggingEvent logged) {
        if (!logged.getLevel().isGreaterOrEqual(Level.ERROR)
                || logged.getLoggerName().equals(STEPS)) {
            return;
        }
        long leftOut = budget.take(System.nanoTime());
        if (leftOut == FaultBudget.NONE_LEFT) {
            return;
        }
        SentryEvent event = FaultEvent.of(logged);
        if (leftOut > 0) {
            event.setTag("left_out_before", Long.toString(leftOut));
        }
        Sentry.captureEvent(event);
    }
}
