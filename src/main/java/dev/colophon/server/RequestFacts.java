package dev.colophon.server;

import io.helidon.webserver.http.ServerRequest;

/**
 * What the first filter found out about a request; it registers this in the request's context.
 *
 * @param clientAddress seen through trusted proxies, without port
 * @param https whether the client speaks TLS, to us or to a trusted proxy
 */
public record RequestFacts(String requestId, String clientAddress, boolean https) {
    /** The facts of a request that came through the first filter. */
    public static RequestFacts of(ServerRequest request) {
        return request.context()
                .get(RequestFacts.class)
                .orElseThrow(() -> new IllegalStateException("the first filter did not run"));
    }
}
