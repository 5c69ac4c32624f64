package dev.colophon.web;

import dev.colophon.settings.ServerSettings;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Set;

/**
 * Lets the pages of configured origins call the API from a browser. Credentials are never allowed:
 * the API reads bearer tokens only, so a foreign page has nothing to ride on. Errors carry the
 * headers too, else a browser hides them.
 */
final class Cors implements Filter {
    private static final HeaderName REQUEST_METHOD = HeaderNames.create("Access-Control-Request-Method");
    private static final HeaderName ALLOW_ORIGIN = HeaderNames.create("Access-Control-Allow-Origin");
    private static final HeaderName ALLOW_METHODS = HeaderNames.create("Access-Control-Allow-Methods");
    private static final Header ALLOW_HEADERS = HeaderValues.createCached(
            "Access-Control-Allow-Headers", "Authorization, Content-Type, If-Match, If-None-Match");
    private static final Header EXPOSE_HEADERS = HeaderValues.createCached(
            "Access-Control-Expose-Headers", "ETag, Location, Retry-After, WWW-Authenticate, X-Request-Id");
    private static final Header MAX_AGE = HeaderValues.createCached("Access-Control-Max-Age", "600");
    private static final Header VARY = HeaderValues.createCached("Vary", "Origin");

    private final Set<String> origins;

    Cors(ServerSettings settings) {
        this.origins = Set.copyOf(settings.trust().corsAllowedOrigins());
    }

    boolean isOn() {
        return !origins.isEmpty();
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (request.prologue().uriPath().rawPath().startsWith("/api/")) {
            addTo(request, response);
        }
        chain.proceed();
    }

    private void addTo(ServerRequest request, ServerResponse response) {
        response.header(VARY);
        String origin = request.headers().first(HeaderNames.ORIGIN).orElse("");
        if (allows(origin)) {
            response.header(HeaderValues.create(ALLOW_ORIGIN, origin));
            response.header(EXPOSE_HEADERS);
        }
    }

    /**
     * More headers when the browser asks before it sends the real request.
     *
     * @param allow the methods that it may use
     */
    List<Header> preflight(ServerRequest request, String allow) {
        boolean asked = request.headers().contains(REQUEST_METHOD);
        return asked && allows(request.headers().first(HeaderNames.ORIGIN).orElse(""))
                ? List.of(HeaderValues.create(ALLOW_METHODS, allow), ALLOW_HEADERS, MAX_AGE)
                : List.of();
    }

    private boolean allows(String origin) {
        return !origin.isEmpty() && (origins.contains(origin) || origins.contains("*"));
    }
}
