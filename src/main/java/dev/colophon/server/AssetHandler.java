package dev.colophon.server;

import dev.colophon.assets.AssetAnswer;
import dev.colophon.assets.AssetIndex;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.server.connection.Connection;
import dev.colophon.server.connection.RequestFacts;
import dev.colophon.server.request.FailureReply;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Serves the static files; what is not one of them is left to the routes after this one. */
public final class AssetHandler {
    private static final String ROUTE = AssetIndex.PREFIX + "{name}";
    private static final String METHODS = "GET, HEAD";
    private static final Problem WRONG_METHOD =
            Problem.of(Kind.METHOD_NOT_ALLOWED, "method_not_allowed", "Only " + METHODS + " work here.");

    private final AssetIndex index;
    private final FailureReply failures;

    public AssetHandler(AssetIndex index, FailureReply failures) {
        this.index = index;
        this.failures = failures;
    }

    /** Adds the route; before the one that answers 404 to everything. */
    public void register(HttpRouting.Builder routing) {
        routing.any(this::answer);
    }

    private void answer(ServerRequest request, ServerResponse response) {
        Optional<AssetAnswer> found = index.find(
                request.prologue().uriPath().rawPath(),
                header(request, HeaderNames.ACCEPT_ENCODING),
                header(request, HeaderNames.IF_NONE_MATCH));
        if (found.isEmpty()) {
            response.next();
            return;
        }
        RequestFacts facts = Connection.currentRequest();
        facts.route(ROUTE);
        Method method = request.prologue().method();
        if (method.equals(Method.GET) || method.equals(Method.HEAD)) {
            send(response, found.get(), method.equals(Method.HEAD));
        } else {
            refuse(response, failures.json(WRONG_METHOD, facts.requestId()));
        }
    }

    private static void send(ServerResponse response, AssetAnswer answer, boolean head) {
        response.status(Status.create(answer.status()));
        answer.headers().forEach((name, value) -> response.header(header(name, value)));
        if (answer.isNotModified()) {
            response.send();
        } else if (head) {
            response.headers().contentLength(answer.content().length);
            response.send();
        } else {
            response.send(answer.content());
        }
    }

    private static void refuse(ServerResponse response, FailureReply.Reply reply) {
        response.status(reply.status());
        reply.headers().forEach((name, value) -> response.header(header(name, value)));
        response.header(HeaderValues.create(HeaderNames.ALLOW, METHODS));
        response.send(reply.body());
    }

    private static Header header(String name, String value) {
        return HeaderValues.create(HeaderNames.create(name), value);
    }

    private static @Nullable String header(ServerRequest request, HeaderName name) {
        return request.headers().contains(name)
                ? String.join(",", request.headers().get(name).allValues())
                : null;
    }
}
