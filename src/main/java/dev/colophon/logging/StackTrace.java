package dev.colophon.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import org.jspecify.annotations.Nullable;

/** An exception as text of several lines; its messages are input and cannot forge a line. */
final class StackTrace {
    /** Below these frames lie the server's, which tell nothing. */
    private static final int MAX_FRAMES = 40;

    private static final int MAX_DEPTH = 8;
    private static final int MAX_MESSAGE = 2_000;

    private StackTrace() {}

    static String of(IThrowableProxy thrown) {
        var out = new StringBuilder(2_000);
        append(out, thrown, "", 0);
        return out.toString();
    }

    private static void append(StringBuilder out, @Nullable IThrowableProxy thrown, String label, int depth) {
        if (thrown == null || depth == MAX_DEPTH) {
            return;
        }
        out.append(label).append(thrown.getClassName());
        if (thrown.getMessage() != null) {
            Escape.text(out.append(": "), thrown.getMessage(), MAX_MESSAGE);
        }
        frames(out, thrown);
        IThrowableProxy[] suppressed = thrown.getSuppressed();
        for (IThrowableProxy other : suppressed == null ? new IThrowableProxy[0] : suppressed) {
            append(out, other, "\n  suppressed: ", depth + 1);
        }
        append(out, thrown.getCause(), "\ncaused by: ", depth + 1);
    }

    private static void frames(StringBuilder out, IThrowableProxy thrown) {
        StackTraceElementProxy[] all = thrown.getStackTraceElementProxyArray();
        int frames = all == null ? 0 : all.length - thrown.getCommonFrames();
        for (int index = 0; all != null && index < Math.min(frames, MAX_FRAMES); index++) {
            out.append("\n    ").append(all[index].getSTEAsString());
        }
        if (frames > MAX_FRAMES) {
            out.append("\n    ... ").append(frames - MAX_FRAMES).append(" more");
        }
    }
}
