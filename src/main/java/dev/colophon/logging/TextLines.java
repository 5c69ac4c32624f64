package dev.colophon.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.ZoneId;
import org.slf4j.event.KeyValuePair;

/** Lines for people: local time, level, room, message, then names and values. */
final class TextLines extends LineFormat {
    private static final String OWN_ROOT = "dev.colophon.";
    private static final int LEVEL_COLUMNS = 5;
    private static final int LOGGER_COLUMNS = 22;

    private final Timestamp timestamp = new Timestamp("HH:mm:ss", ZoneId.systemDefault(), " ");

    @Override
    void write(StringBuilder out, ILoggingEvent event) {
        timestamp.write(out, event.getTimeStamp());
        column(out, event.getLevel().toString(), LEVEL_COLUMNS);
        column(out, shortName(event.getLoggerName()), LOGGER_COLUMNS);
        Escape.text(out, message(event), MAX_MESSAGE);
        String requestId = RequestId.current();
        for (KeyValuePair pair : pairs(event)) {
            if (requestId == null || !pair.key.equals(REQUEST_ID)) {
                Escape.text(out.append("  "), pair.key, MAX_VALUE);
                Escape.text(out.append('='), valueText(pair), MAX_VALUE);
            }
        }
        if (requestId != null) {
            Escape.text(out.append("  ["), requestId, MAX_VALUE);
            out.append(']');
        }
        if (event.getThrowableProxy() != null) {
            String trace = StackTrace.of(event.getThrowableProxy());
            out.append("\n    ").append(trace.replace("\n", "\n    "));
        }
    }

    private static String shortName(String logger) {
        String name = logger.startsWith(OWN_ROOT)
                ? logger.substring(OWN_ROOT.length())
                : logger.substring(logger.lastIndexOf('.') + 1);
        return name.length() <= LOGGER_COLUMNS ? name : name.substring(0, LOGGER_COLUMNS);
    }

    private static void column(StringBuilder out, String text, int columns) {
        Escape.text(out, text, columns);
        out.repeat(' ', Math.max(0, columns - text.length()) + 1);
    }
}
