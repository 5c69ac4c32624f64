package dev.colophon.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import dev.colophon.settings.LoggingSettings;

/** Which lines are let through, by who writes them. */
final class LogLevels {
    private static final String OWN = "dev.colophon";
    private static final String POOL = "com.zaxxer.hikari.pool";
    private static final String TRACES = "io.opentelemetry.exporter";

    private LogLevels() {}

    static void set(LoggerContext context, LoggingSettings.Level level) {
        Level own = Level.valueOf(level.name());
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(libraries(level));
        boolean everything = level == LoggingSettings.Level.TRACE;
        // a stack trace for each broken connection; the outage gate says the same in a line
        context.getLogger(POOL).setLevel(everything ? null : Level.ERROR);
        // a line a minute while nobody takes them; one of ours says it once
        context.getLogger(TRACES).setLevel(everything ? null : Level.OFF);
        context.getLogger(OWN).setLevel(own);
        context.getLogger(Logging.ACCESS).setLevel(own);
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
    static void bridge(LoggingSettings.Level level) {
        java.util.logging.Logger.getLogger("")
                .setLevel(
                        level == LoggingSettings.Level.TRACE
                                ? java.util.logging.Level.FINE
                                : java.util.logging.Level.WARNING);
    }
}
