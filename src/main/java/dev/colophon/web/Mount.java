package dev.colophon.web;

import dev.colophon.problem.FieldError;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.server.connection.Connection;
import dev.colophon.server.request.FailureReply;
import dev.colophon.settings.Settings;
import dev.colophon.web.answer.SecurityHeaders;
import dev.colophon.web.session.Authentication;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Puts the resources of all features on a listener: finds the handler, checks what holds for all of
 * them, and turns every failure into an answer.
 */
public final class Mount {
    private static final Resource NO_API = Resource.at("/");
    private static final Resource NO_PAGE = Resource.page("/");

    private final RouteTree tree = new RouteTree();
    private final Site site;
    private long maxUploadBytes;

    /**
     * @param zone of readers who have set none
     * @param assets from the name of a bundled file to its address
     */
    public Mount(Settings settings, Authentication authentication, ZoneId zone, UnaryOperator<String> assets) {
        this.site = Site.of(settings, authentication, zone, assets);
    }

    /** Headers for every answer that does not set them itself, whoever makes it. */
    public static Map<String, String> standardHeaders() {
        return SecurityHeaders.STANDARD;
    }

    /** For the main listener, whose refusals people may see. */
    public FailureReply failureReply() {
        return site.failures();
    }

    /** Adds the resources of one feature; two resources at one path are refused. */
    public Mount add(Routes routes) {
        for (Resource resource : routes.resources()) {
            tree.add(resource);
            maxUploadBytes = Math.max(maxUploadBytes, resource.maxUploadBytes());
        }
        return this;
    }

    /** The largest form with a file that any resource takes; the server must let it through. */
    public long maxUploadBytes() {
        return maxUploadBytes;
    }

    /** What marks every request, also those that are refused before any handler; in this order. */
    public List<Filter> filters() {
        return site.cors().isOn() ? List.of(Mount::markPage, site.cors()) : List.of(Mount::markPage);
    }

    private static void markPage(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (wantsPage(request)) {
            Connection.currentRequest()
                    .wantsPage(
                            request.headers().first(HeaderNames.ACCEPT_LANGUAGE).orElse(""));
        }
        chain.proceed();
    }

    /** Answers what is known here and leaves every other path to what is registered later. */
    public void register(HttpRouting.Builder routing) {
        routing.any(this::answer);
    }

    /** Answers 404 to whatever nobody before answered; registered last. */
    public void registerNothingHere(HttpRouting.Builder routing) {
        routing.any((request, response) -> {
            boolean api = isApi(request);
            var match = new RouteTree.Match(api ? NO_API : NO_PAGE, List.of(), List.of());
            var exchange = new Exchange(site, match, request, response);
            if (!api) {
                recognise(exchange);
            }
            exchange.fail(Problem.notFound());
        });
    }

    /** Asks who it is for the language of the page alone: who cannot be recognised reads the browser's. */
    private static void recognise(Exchange exchange) {
        try {
            var unused = exchange.callerIfAny();
        } catch (Problem unknown) {
            // nothing is here for anybody
        }
    }

    private static boolean wantsPage(ServerRequest request) {
        return !isApi(request)
                && request.headers().first(HeaderNames.ACCEPT).orElse("").contains("text/html");
    }

    private static boolean isApi(ServerRequest request) {
        return request.prologue().uriPath().rawPath().startsWith("/api/");
    }

    private void answer(ServerRequest request, ServerResponse response) {
        RouteTree.Match match = tree.find(request.prologue().uriPath().rawPath());
        if (match == null) {
            response.next();
            return;
        }
        Connection.currentRequest().route(match.resource().pattern());
        var exchange = new Exchange(site, match, request, response);
        try {
            serve(match.resource(), request.prologue().method(), exchange);
        } catch (CloseConnectionException connection) {
            throw connection;
        } catch (Throwable failure) {
            RoutingResponse begun = (RoutingResponse) response;
            if (begun.hasEntity() && !begun.reset()) {
                exchange.logIfFault(failure);
                throw new CloseConnectionException("failed after the answer began", failure);
            }
            exchange.fail(failure);
        }
    }

    private void serve(Resource resource, Method method, Exchange exchange) throws Exception {
        Resource.Handler handler = resource.handler(method);
        if (handler == null) {
            exchange.header("Allow", resource.allow());
            if (!method.equals(Method.OPTIONS)) {
                throw Problem.of(
                        Kind.METHOD_NOT_ALLOWED, "method_not_allowed", "Only " + resource.allow() + " work here.");
            }
            exchange.preflight();
            return;
        }
        if (!resource.page()) {
            refuseUnknownParameters(resource, exchange);
        } else if (!method.equals(Method.GET) && !method.equals(Method.HEAD)) {
            exchange.demandOwnForm();
        }
        handler.handle(exchange);
    }

    private static void refuseUnknownParameters(Resource resource, Exchange exchange) {
        if (exchange.parameters().isEmpty()) {
            return;
        }
        var errors = new ArrayList<FieldError>();
        for (String name : exchange.parameters().keySet()) {
            if (!resource.queryNames().contains(name)) {
                String shown = name.matches("\\w{1,40}") ? name : "";
                errors.add(new FieldError(shown, "unknown_parameter", "This query parameter is not known here."));
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.malformed(errors);
        }
    }
}
