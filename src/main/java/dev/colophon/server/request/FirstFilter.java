package dev.colophon.server.request;

import dev.colophon.logging.RequestId;
import dev.colophon.problem.Problem;
import dev.colophon.server.connection.Client;
import dev.colophon.server.connection.Connection;
import dev.colophon.server.connection.RequestFacts;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every request goes through first and last, on both listeners: its id, who the client is, the
 * framing guard, the end of the connection where there must be one, log and metrics.
 */
final class FirstFilter implements Filter {
    private final Replies replies;
    private final RequestIds requestIds;
    private final TrustedProxies proxies;
    private final RequestLog log;

    FirstFilter(Replies replies, RequestIds requestIds, TrustedProxies proxies, RequestLog log) {
        this.replies = replies;
        this.requestIds = requestIds;
        this.proxies = proxies;
        this.log = log;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        long start = System.nanoTime();
        Method method = request.prologue().method();
        ServerRequestHeaders headers = request.headers();
        Connection connection = Connection.current();
        RequestFacts facts = facts(connection, method, headers);
        connection.requestStarts(facts, method == Method.HEAD);
        RequestId.set(facts.requestId());
        boolean complete = false;
        try {
            answer(chain, request, response, headers);
            complete = response.isSent();
        } finally {
            int status = response.status().code();
            log.finished(status, complete, start, connection);
            connection.requestEnds();
            RequestId.clear();
        }
    }

    private void answer(
            FilterChain chain, RoutingRequest request, RoutingResponse response, ServerRequestHeaders headers) {
        Connection connection = Connection.current();
        Problem unreadable = Framing.check(request, headers);
        if (unreadable != null) {
            connection.closeAndLinger();
            replies.refuse(response, Connection.currentRequest(), unreadable, RefusedRequest.FRAMING);
            return;
        }
        boolean body = headers.contains(HeaderNames.CONTENT_LENGTH);
        if (body && headers.contains(HeaderNames.EXPECT)) {
            // an answer without reading leaves open whether the body is still coming
            connection.closeAndLinger();
        } else if (asksToClose(headers)) {
            connection.closeAfterThis();
        }
        chain.proceed();
        if (body && !connection.mustClose() && !request.content().consumed()) {
            request.content().consume();
        }
    }

    private RequestFacts facts(Connection connection, Method method, ServerRequestHeaders headers) {
        InetAddress peer = connection.peer();
        if (!proxies.trusts(peer)) {
            return RequestFacts.direct(requestIds.next(), method, connection.client());
        }
        String id = requestIds.nextUnless(first(headers, AnswerHeaders.REQUEST_ID));
        Client client = connection.client();
        if (headers.contains(HeaderNames.X_FORWARDED_FOR)) {
            List<String> hops = headers.get(HeaderNames.X_FORWARDED_FOR).allValues();
            client = Client.of(proxies.client(peer, hops));
        }
        // the first of several is what the client spoke to the outermost proxy
        String scheme = first(headers, HeaderNames.X_FORWARDED_PROTO);
        return RequestFacts.proxied(id, method, client, scheme == null ? "" : firstOf(scheme));
    }

    private static @Nullable String first(ServerRequestHeaders headers, HeaderName name) {
        return headers.contains(name) ? headers.get(name).allValues().getFirst() : null;
    }

    private static String firstOf(String list) {
        int comma = list.indexOf(',');
        return (comma < 0 ? list : list.substring(0, comma)).strip();
    }

    private static boolean asksToClose(ServerRequestHeaders headers) {
        if (!headers.contains(HeaderNames.CONNECTION)) {
            return false;
        }
        var connection = headers.get(HeaderNames.CONNECTION);
        if (connection == HeaderValues.CONNECTION_KEEP_ALIVE) {
            return false;
        }
        for (String values : connection.allValues()) {
            for (String token : values.split(",", -1)) {
                if (token.strip().equalsIgnoreCase("close")) {
                    return true;
                }
            }
        }
        return false;
    }
}
