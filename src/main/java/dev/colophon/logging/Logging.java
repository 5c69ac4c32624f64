package dev.colophon.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
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
    private static final String OWN = "dev.colophon";
    private static final String POOL = "com.zaxxer.hikari.pool";

    private Logging() {}

    /**
     * Call first thing in main: lines of java.util.logging (Helidon's) come through as well, and a
     * thread that dies of an exception says so.
     */
    public static void begin() {
        context();
        LogManager.getLogManager().reset();
        SLF4JBridgeHandler.install();
        bridge(EarlyLogging.SETTINGS.level());
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
        bridge(settings.level());
    }

    /** Writes the lines that are held; the end of the process does so by itself unless it is halted. */
    public static void flush() {
        context().getLogger(ACCESS).iteratorForAppenders().forEachRemaining(appender -> {
            if (appender instanceof StandardOutput output) {
                output.flush();
            }
        });
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
        var output = new StandardOutput(format(settings), new FileOutputStream(FileDescriptor.out));
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
        levels(context, settings.level());
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

    private static void levels(LoggerContext context, LoggingSettings.Level level) {
        Level own = Level.valueOf(level.name());
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(libraries(level));
        if (level != LoggingSettings.Level.TRACE) {
            // a stack trace for each broken connection; the outage gate says the same in a line
            context.getLogger(POOL).setLevel(Level.ERROR);
        }
        context.getLogger(OWN).setLevel(own);
        context.getLogger(ACCESS).setLevel(own);
    }

    /** Libraries tell more than anybody wants to know, unless everything is wanted. */
    private static Level libraries(LoggingSettings.Level level) {
        return switch (level) {
            case ERROR -> Level.ERROR;
            case WARN, INFO, DEBUG -> Level.WARN;
            case TRACE -> Level.DEBUG;
        };
    }

    /** A line that java.util.logging itself refuses costs nothing. */
    private static void bridge(LoggingSettings.Level level) {
        java.util.logging.Logger.getLogger("")
                .setLevel(
                        level == LoggingSettings.Level.TRACE
                                ? java.util.logging.Level.FINE
                                : java.util.logging.Level.WARNING);
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }
}
