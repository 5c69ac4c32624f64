package dev.colophon.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.ZoneOffset;
import java.util.Set;
import org.slf4j.event.KeyValuePair;

/** Lines for collectors: one JSON object each. */
final class JsonLines extends LineFormat {
    private static final Set<String> OWN =
            Set.of("ts", "level", "logger", "message", "trace_id", "thread", "exception");

    private final Timestamp timestamp = new Timestamp("yyyy-MM-dd'T'HH:mm:ss", ZoneOffset.UTC, "Z");

    @Override
    void write(StringBuilder out, ILoggingEvent event) {
        timestamp.write(out.append("{\"ts\":\""), event.getTimeStamp());
        out.append("\",\"level\":\"").append(event.getLevel()).append('"');
        field(out, "logger", event.getLoggerName(), MAX_VALUE);
        field(out, "message", message(event), MAX_MESSAGE);
        String requestId = RequestId.current();
        if (requestId != null) {
            field(out, REQUEST_ID, requestId, MAX_VALUE);
        }
        String traceId = RequestId.currentTrace();
        if (traceId != null) {
            field(out, "trace_id", traceId, MAX_VALUE);
        }
        String thread = event.getThreadName();
        if (thread != null && !thread.isEmpty()) {
            field(out, "thread", thread, MAX_VALUE);
        }
        for (KeyValuePair pair : pairs(event)) {
            if (requestId == null || !pair.key.equals(REQUEST_ID)) {
                pair(out, pair);
            }
        }
        if (event.getThrowableProxy() != null) {
            field(out, "exception", StackTrace.of(event.getThrowableProxy()), MAX_TRACE);
        }
        out.append('}');
    }

    private static void pair(StringBuilder out, KeyValuePair pair) {
        String key = OWN.contains(pair.key) ? pair.key + "_" : pair.key;
        switch (pair.value) {
            case Integer _, Long _, Boolean _ -> key(out, key).append(pair.value);
            case Double number when Double.isFinite(number) -> key(out, key).append(number.doubleValue());
            case null -> key(out, key).append("null");
            default -> field(out, key, valueText(pair), MAX_VALUE);
        }
    }

    private static void field(StringBuilder out, String key, String value, int limit) {
        key(out, key).append('"');
        Escape.json(out, value, limit);
        out.append('"');
    }

    private static StringBuilder key(StringBuilder out, String key) {
        Escape.json(out.append(",\""), key, MAX_VALUE);
        return out.append("\":");
    }
}
