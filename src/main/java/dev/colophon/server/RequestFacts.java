package dev.colophon.server;

import dev.colophon.problem.Problem;
import dev.colophon.server.connection.Connection;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/** What the first filter found out about a request, and what it wants to know for its log. */
public final class RequestFacts {
    private static final String UNMATCHED = "unmatched";
    private static final Problem TIMEOUT =
            Problem.unavailable("request_timeout", "The request took too long and was given up.", 5);

    private final String requestId;
    private final Client client;
    private final String scheme;
    private final Connection connection;
    private boolean strictTransport;
    private boolean page;
    private String route = UNMATCHED;

    /**
     * @param scheme what the client speaks to a trusted proxy, empty when no such proxy told
     */
    RequestFacts(String requestId, Client client, String scheme, Connection connection) {
        this.requestId = requestId;
        this.client = client;
        this.scheme = scheme;
        this.connection = connection;
    }

    /**
     * The facts of a request.
     *
     * @param request the one that this thread is answering
     */
    public static RequestFacts of(ServerRequest request) {
        RequestFacts facts = Connection.current().facts();
        if (facts == null) {
            throw new IllegalStateException("the first filter did not see request " + request.id());
        }
        return facts;
    }

    /** In the log and in the answer's X-Request-Id. */
    public String requestId() {
        return requestId;
    }

    /** Seen through trusted proxies. */
    public Client client() {
        return client;
    }

    /** Whether the client speaks TLS to a trusted proxy; we ourselves speak none. */
    public boolean https() {
        return scheme.equalsIgnoreCase("https");
    }

    /** Whether a trusted proxy told what the client speaks. */
    public boolean schemeKnown() {
        return !scheme.isEmpty();
    }

    /**
     * What to answer instead of whatever the handler threw, when it was interrupted because it took
     * longer than REQUEST_TIMEOUT_SECONDS.
     */
    public Optional<Problem> timeout() {
        return connection.timedOut() ? Optional.of(TIMEOUT) : Optional.empty();
    }

    /**
     * Names the route in log and metrics.
     *
     * @param template never the path, so that the number of series is bounded
     */
    public void route(String template) {
        route = template;
    }

    String route() {
        return route;
    }

    /** Tells that a person waits for a page, so that a refusal becomes one as well. */
    public void wantsPage() {
        page = true;
    }

    boolean isForPage() {
        return page;
    }

    boolean strictTransport() {
        return strictTransport;
    }

    public void demandStrictTransport() {
        strictTransport = true;
    }
}
