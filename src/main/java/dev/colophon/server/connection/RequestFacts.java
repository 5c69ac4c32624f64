package dev.colophon.server.connection;

import dev.colophon.problem.Problem;
import io.helidon.http.Method;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the first filter found out about a request, and what it wants to know for its log. The thread
 * that answers has it from {@link Connection#currentRequest}.
 */
public final class RequestFacts {
    /** The route of a request that nobody took. */
    public static final String UNMATCHED = "unmatched";

    /** The method of a request that has none of those that HTTP knows. */
    public static final String OTHER_METHOD = "other";

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");
    private static final Problem TIMEOUT =
            Problem.unavailable("request_timeout", "The request took too long and was given up.", 5);

    private final String requestId;
    private final String method;
    private final Client client;
    private final boolean proxied;
    private final String scheme;
    private boolean strictTransport;
    private boolean page;
    private String language = "";
    private boolean unlogged;

    /** Set by the thread that answers, read by the sweeper. */
    private volatile boolean streaming;

    private OptionalLong waitingSince = OptionalLong.empty();

    private String route = UNMATCHED;
    private Runnable leave = () -> {};

    /** Set by the sweeper, read by the thread that answers. */
    private volatile boolean timedOut;

    private RequestFacts(String requestId, Method method, Client client, boolean proxied, String scheme) {
        this.requestId = requestId;
        this.method = METHODS.contains(method.text()) ? method.text() : OTHER_METHOD;
        this.client = client;
        this.proxied = proxied;
        this.scheme = scheme;
    }

    /** Of a request that came from the client itself, as far as anybody can be sure of. */
    public static RequestFacts direct(String requestId, Method method, Client client) {
        return new RequestFacts(requestId, method, client, false, "");
    }

    /**
     * Of a request that a trusted proxy sent.
     *
     * @param scheme what the client speaks to the proxy, empty when that did not tell
     */
    public static RequestFacts proxied(String requestId, Method method, Client client, String scheme) {
        return new RequestFacts(requestId, method, client, true, scheme);
    }

    /** In the log and in the answer's X-Request-Id. */
    public String requestId() {
        return requestId;
    }

    /** As HTTP names it; what it does not know is "other", so that nothing a client makes up is repeated. */
    public String method() {
        return method;
    }

    /** Seen through trusted proxies. */
    public Client client() {
        return client;
    }

    /** Whether a trusted proxy sent the request, so that what else it tells may be believed. */
    public boolean isProxied() {
        return proxied;
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
        return timedOut ? Optional.of(TIMEOUT) : Optional.empty();
    }

    /**
     * The answer takes as long as the client takes to read it: from now on the time for a request counts anew with each
     * piece that was written. How slowly a client may read is still limited.
     */
    public void streams() {
        streaming = true;
    }

    /** What gives back the place that this request has among those that are at work at once. */
    public void admitted(Runnable giveBack) {
        leave = giveBack;
    }

    /**
     * The answer is a stream on which nothing is done most of the time: as {@link #streams}, and from now on it keeps
     * nobody else out. Whoever opens such streams limits their number.
     */
    public void waits() {
        streaming = true;
        waitingSince = OptionalLong.of(System.nanoTime());
        leave.run();
    }

    /** Since when, by {@link System#nanoTime}, the answer is a stream that waits; empty when it is none. */
    public OptionalLong waitingSince() {
        return waitingSince;
    }

    boolean isStreaming() {
        return streaming;
    }

    boolean timedOut() {
        return timedOut;
    }

    void timeIsUp() {
        timedOut = true;
    }

    /**
     * Names the route in log and metrics.
     *
     * @param template never the path, so that the number of series is bounded
     */
    public void route(String template) {
        route = template;
    }

    public String route() {
        return route;
    }

    /** Leaves this request out of log and metrics. */
    public void leaveOutOfLog() {
        unlogged = true;
    }

    public boolean isUnlogged() {
        return unlogged;
    }

    /**
     * Tells that a person waits for a page, so that a refusal becomes one as well.
     *
     * @param accepted {@code Accept-Language}; empty when there is none
     */
    public void wantsPage(String accepted) {
        page = true;
        language = accepted;
    }

    /** {@code Accept-Language} of who waits for a page. */
    public String language() {
        return language;
    }

    public boolean isForPage() {
        return page;
    }

    /** Whether the answer tells the browser to come by TLS from now on. */
    public boolean strictTransport() {
        return strictTransport;
    }

    public void demandStrictTransport() {
        strictTransport = true;
    }
}
