package dev.colophon.server.request;

import dev.colophon.logging.RequestId;
import dev.colophon.server.connection.Connection;
import dev.colophon.server.connection.RequestFacts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line on the logger {@code access} for each request, and its metrics. Neither ever holds a
 * path or a query: both can contain what nobody should read later.
 */
public final class RequestLog {
    private static final Logger LOG = LoggerFactory.getLogger("access");

    private final @Nullable ServerMetrics metrics;

    /**
     * @param metrics null where requests are neither logged nor measured
     */
    RequestLog(@Nullable ServerMetrics metrics) {
        this.metrics = metrics;
    }

    /**
     * A request is over.
     *
     * @param complete whether the whole answer was handed to the network
     * @param start by {@link System#nanoTime}
     */
    void finished(int status, boolean complete, long start, Connection connection) {
        RequestFacts facts = connection.facts();
        if (facts == null || metrics == null || facts.isUnlogged()) {
            return;
        }
        long end = System.nanoTime();
        // the minutes that a stream waits would say that the server is slow
        long measured = facts.waitingSince().orElse(end) - start;
        metrics.requestFinished(facts.method(), facts.route(), status, measured);
        if (!LOG.isInfoEnabled()) {
            return;
        }
        LOG.atInfo()
                .addKeyValue("method", facts.method())
                .addKeyValue("route", facts.route())
                .addKeyValue("status", status)
                .addKeyValue("bytes", connection.bytesWritten())
                .addKeyValue("ms", (end - start) / 1_000_000)
                .addKeyValue("client", facts.client().address())
                .addKeyValue("complete", complete)
                .log("request");
    }

    /** A request was turned away. */
    public void refused(RefusedRequest reason) {
        if (metrics != null) {
            metrics.requestRefused(reason);
        }
    }

    /** A request could not be read and was refused. */
    void malformed(Connection connection, String requestId, int status) {
        if (metrics == null) {
            return;
        }
        metrics.requestFinished(RequestFacts.OTHER_METHOD, "malformed", status, 0);
        RequestId.set(requestId);
        LOG.atInfo()
                .addKeyValue("method", RequestFacts.OTHER_METHOD)
                .addKeyValue("route", "malformed")
                .addKeyValue("status", status)
                .addKeyValue("client", connection.client().address())
                .log("request");
        RequestId.clear();
    }
}
