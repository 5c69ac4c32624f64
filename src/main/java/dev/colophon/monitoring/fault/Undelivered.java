package dev.colophon.monitoring.fault;

import io.sentry.DataCategory;
import io.sentry.SentryOptions;
import io.sentry.clientreport.DiscardReason;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log that reports do not arrive, now and then and not for each. */
final class Undelivered implements SentryOptions.OnDiscardCallback {
    private static final Logger LOG = LoggerFactory.getLogger(Undelivered.class);
    private static final long QUIET_NANOSECONDS = TimeUnit.MINUTES.toNanos(10);

    private final AtomicLong saidAt = new AtomicLong(System.nanoTime() - QUIET_NANOSECONDS);

    @Override
    public void execute(DiscardReason reason, DataCategory category, Long number) {
        long last = saidAt.get();
        long now = System.nanoTime();
        if (now - last >= QUIET_NANOSECONDS && saidAt.compareAndSet(last, now)) {
            LOG.atWarn()
                    .addKeyValue("reason", reason.getReason())
                    .log("a fault could not be reported to SENTRY_DSN; this log has it");
        }
    }
}
