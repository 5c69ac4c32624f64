package dev.colophon.server.request;

import dev.colophon.settings.variable.Network;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every request of one listener goes through.
 *
 * @param headers completes the headers of every answer
 * @param first comes before all other filters
 */
public record RequestParts(Http1ConnectionListener headers, RequestLog log, Replies replies, Filter first) {
    /**
     * @param failures how a refusal becomes bytes
     * @param standardHeaders on every answer that does not set the same header itself
     * @param metrics null where requests are neither logged nor measured
     * @param trustedProxies whose X-Forwarded-* headers count
     */
    public static RequestParts of(
            FailureReply failures,
            Map<String, String> standardHeaders,
            @Nullable ServerMetrics metrics,
            List<Network> trustedProxies) {
        var headers = new AnswerHeaders(standardHeaders);
        var requestIds = new RequestIds();
        var log = new RequestLog(metrics);
        var replies = new Replies(failures, headers, requestIds, log);
        var first = new FirstFilter(replies, requestIds, new TrustedProxies(trustedProxies), log);
        return new RequestParts(headers, log, replies, first);
    }
}
