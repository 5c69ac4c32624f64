package dev.colophon.monitoring.fault;

import dev.colophon.logging.Logging;
import dev.colophon.observe.BootReport;
import dev.colophon.observe.BuildInfo;
import dev.colophon.settings.Secret;
import io.sentry.Sentry;
import io.sentry.SentryOptions;

/**
 * Reports of faults to a Sentry server. They are sent by a thread of the library's from a short queue: a server that is
 * away or hangs holds up nobody, and what does not fit in is left out.
 */
public final class FaultReports implements AutoCloseable {
    private static final int MOST_WAITING = 30;
    private static final int ANSWER_MILLISECONDS = 5_000;

    /** Together at most 2 s for a server that hangs while the program stops: to send, and three times to give up. */
    private static final int FLUSH_MILLISECONDS = 1_400;

    private static final int GIVE_UP_MILLISECONDS = 100;

    private final FaultAppender appender = new FaultAppender();

    private FaultReports() {}

    /** From now on until {@link #close}, once in a process. */
    public static FaultReports begin(Secret dsn, BootReport.Instance instance) {
        Sentry.init(options -> configure(options, dsn, instance), true);
        var reports = new FaultReports();
        Logging.add(reports.appender);
        return reports;
    }

    private static void configure(SentryOptions options, Secret dsn, BootReport.Instance instance) {
        BuildInfo build = instance.build();
        options.setDsn(dsn.value());
        options.setRelease(
                "colophon@" + build.version() + (build.commit().equals("unknown") ? "" : "+" + build.commit()));
        options.setEnvironment(instance.profile());
        options.setTag("instance", instance.id());
        joinByItself(options, false);
        options.setOnDiscard(new Undelivered());
        options.setMaxQueueSize(MOST_WAITING);
        options.setConnectionTimeoutMillis(ANSWER_MILLISECONDS);
        options.setReadTimeoutMillis(ANSWER_MILLISECONDS);
        options.setFlushTimeoutMillis(GIVE_UP_MILLISECONDS);
        options.setShutdownTimeoutMillis(GIVE_UP_MILLISECONDS);
    }

    /** What the library adds unless it is told not to: names of hosts, other threads, libraries, and its own hooks. */
    private static void joinByItself(SentryOptions options, boolean wanted) {
        options.setEnableExternalConfiguration(wanted);
        options.setEnableUncaughtExceptionHandler(wanted);
        options.setEnableShutdownHook(wanted);
        options.setEnableAutoSessionTracking(wanted);
        options.setEnableBackpressureHandling(wanted);
        options.setAttachServerName(wanted);
        options.setAttachStacktrace(wanted);
        options.setAttachThreads(wanted);
        options.setSendModules(wanted);
        options.setMaxBreadcrumbs(0);
        options.setBeforeSend((event, hint) -> {
            // nobody, and yet it would be there
            event.setUser(null);
            return event;
        });
    }

    /** The start failed by a fault, which nobody has logged with its stack trace. */
    public void startFailed(Throwable fault) {
        Sentry.captureEvent(FaultEvent.ofStart(fault));
    }

    @Override
    public void close() {
        Logging.remove(appender);
        Sentry.flush(FLUSH_MILLISECONDS);
        Sentry.close();
    }
}
