package dev.colophon.logging;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import dev.colophon.logging.output.StandardOutput;
import dev.colophon.settings.LoggingSettings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.logging.LogManager;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sets up logging; without any call, text at level INFO goes to stdout. */
public final class Logging {
    /** The logger of the access log, one line for each request. */
    public static final String ACCESS = "access";

    private static final String APPLICATION = "colophon";

    private Logging() {}

    /**
     * Call first thing in main: lines of java.util.logging (Helidon's) come through as well, and a
     * thread that dies of an exception says so.
     */
    public static void begin() {
        context();
        LogManager.getLogManager().reset();
        SLF4JBridgeHandler.install();
        LogLevels.bridge(EarlyLogging.SETTINGS.level());
        Runtime.getRuntime().addShutdownHook(new Thread(Logging::flush));
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> LoggerFactory.getLogger(Logging.class)
                .atError()
                .setCause(fault)
                .addKeyValue("dead_thread", thread.getName())
                .log("a thread ended with an unexpected fault"));
    }

    /**
     * Logs as the settings say from now on.
     *
     * @throws dev.colophon.problem.StartFailure when a log file cannot be written
     */
    public static void configure(LoggingSettings settings) {
        apply(context(), settings);
        LogLevels.bridge(settings.level());
    }

    /** Writes the lines that are held; the end of the process does so by itself unless it is halted. */
    public static void flush() {
        context().getLogger(ACCESS).iteratorForAppenders().forEachRemaining(appender -> {
            if (appender instanceof StandardOutput output) {
                output.flush();
            }
        });
    }

    /** Hands each event of the program's log, not those of requests, to one more appender until {@link #remove}. */
    public static void add(Appender<ILoggingEvent> appender) {
        LoggerContext context = context();
        appender.setContext(context);
        appender.start();
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(appender);
    }

    /** Hands it nothing more. */
    public static void remove(Appender<ILoggingEvent> appender) {
        context().getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(appender);
        appender.stop();
    }

    static void apply(LoggerContext context, LoggingSettings settings) {
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger access = context.getLogger(ACCESS);
        if (settings.appToFiles()) {
            LogFile.checkWritable(settings.directory(), APPLICATION);
        }
        if (settings.accessToFiles()) {
            LogFile.checkWritable(settings.directory(), ACCESS);
        }
        var output = new StandardOutput(format(settings), new FileOutputStream(FileDescriptor.out), ACCESS);
        output.setContext(context);
        output.start();
        root.detachAndStopAllAppenders();
        access.detachAndStopAllAppenders();
        access.setAdditive(false);
        root.addAppender(output);
        access.addAppender(output);
        if (settings.appToFiles()) {
            root.addAppender(file(context, settings, APPLICATION));
        }
        if (settings.accessToFiles()) {
            access.addAppender(file(context, settings, ACCESS));
        }
        LogLevels.set(context, settings.level());
    }

    private static Appender<ILoggingEvent> file(LoggerContext context, LoggingSettings settings, String name) {
        return LogFile.open(context, format(settings), settings.directory(), name, LogFile.MAX_SIZE);
    }

    private static LineFormat format(LoggingSettings settings) {
        return switch (settings.format()) {
            case TEXT -> new TextLines();
            case JSON -> new JsonLines();
        };
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }
}
