package dev.colophon.logging;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Writes times to the millisecond; the text of a second is made once, for lines come in swarms. */
final class Timestamp {
    private record Second(long epochSecond, String text) {}

    private final DateTimeFormatter formatter;
    private final String end;
    private volatile Second last = new Second(Long.MIN_VALUE, "");

    /**
     * @param end what follows the milliseconds
     */
    Timestamp(String pattern, ZoneId zone, String end) {
        this.formatter = DateTimeFormatter.ofPattern(pattern).withZone(zone);
        this.end = end;
    }

    void write(StringBuilder out, long epochMilliseconds) {
        long epochSecond = Math.floorDiv(epochMilliseconds, 1_000L);
        Second second = last;
        if (second.epochSecond != epochSecond) {
            String text = formatter.format(Instant.ofEpochSecond(epochSecond));
            second = new Second(epochSecond, text);
            last = second;
        }
        long milliseconds = Math.floorMod(epochMilliseconds, 1_000L);
        out.append(second.text).append('.');
        out.append(milliseconds < 100 ? "0" : "").append(milliseconds < 10 ? "0" : "");
        out.append(milliseconds).append(end);
    }
}
