package dev.colophon.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/** One event as one line; with an exception, text for people has several. */
abstract class LineFormat extends EncoderBase<ILoggingEvent> {
    static final int MAX_MESSAGE = 8_000;
    static final int MAX_VALUE = 2_000;
    static final int MAX_TRACE = 16_000;

    /** A line of a request has its id once, also when the event brings it along. */
    static final String REQUEST_ID = "request_id";

    private static final byte[] NOTHING = {};

    abstract void write(StringBuilder out, ILoggingEvent event);

    @Override
    public final byte[] encode(ILoggingEvent event) {
        var out = new StringBuilder(320);
        write(out, event);
        return out.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public final byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public final byte[] footerBytes() {
        return NOTHING;
    }

    static List<KeyValuePair> pairs(ILoggingEvent event) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        return pairs == null ? List.of() : pairs;
    }

    /** A value's text; one that cannot say what it is must not cost the line. */
    static String valueText(KeyValuePair pair) {
        try {
            return String.valueOf(pair.value);
        } catch (RuntimeException failure) {
            return "(" + failure.getClass().getSimpleName() + ")";
        }
    }

    /** SLF4J's own rule for messages: an argument that throws is named, the line is written. */
    static String message(ILoggingEvent event) {
        String message = event.getFormattedMessage();
        return message == null ? "" : message;
    }
}
