package dev.colophon.logging;

import org.jspecify.annotations.Nullable;

/**
 * The id of the request that this thread handles; every log line of the thread carries it. A
 * connection keeps its thread over many requests, so {@link #clear} belongs into a finally block.
 * Kept beside SLF4J's MDC, which would copy a map for each request and for each line.
 */
public final class RequestId {
    private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();
    private static final ThreadLocal<@Nullable String> TRACE = new ThreadLocal<>();

    /** Nobody looks for traces where there are none. */
    private static volatile boolean traced;

    private RequestId() {}

    public static void set(String id) {
        CURRENT.set(id);
    }

    /** The request is traced: its lines carry the trace's id as well, where they are for collectors. */
    public static void trace(String id) {
        traced = true;
        TRACE.set(id);
    }

    public static void clear() {
        CURRENT.remove();
        if (traced) {
            TRACE.remove();
        }
    }

    /** The id of the trace, or null outside of a request that is traced. */
    public static @Nullable String currentTrace() {
        return traced ? TRACE.get() : null;
    }

    /** The id, or null outside of a request. */
    public static @Nullable String current() {
        return CURRENT.get();
    }
}
