package dev.colophon.server.request;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.RoutingRequest;
import org.jspecify.annotations.Nullable;

/**
 * Refuses every request whose end two readers could see in different places, or whose target two
 * readers could take for different ones. Behind a proxy such a request hides a second one. After a
 * refusal from here the connection has to be closed. A Content-Length that is not one number is
 * refused by Helidon already.
 */
final class Framing {
    private static final Problem LENGTH_REQUIRED = Problem.of(
            Kind.LENGTH_REQUIRED,
            "length_required",
            "Send the body with Content-Length; Transfer-Encoding is not accepted.");
    private static final Problem BAD_TARGET = Problem.of(
            Kind.MALFORMED,
            "bad_target",
            "The request's target must be a path, or a URL on the host that Host names, in" + " visible ASCII.");
    private static final Problem BAD_METHOD = Problem.of(
            Kind.METHOD_NOT_ALLOWED, "method_not_allowed", "This method is not allowed anywhere on this server.");

    private Framing() {}

    /** What is wrong, or null; a target in absolute form is turned into its path. */
    static @Nullable Problem check(RoutingRequest request, ServerRequestHeaders headers) {
        if (headers.contains(HeaderNames.TRANSFER_ENCODING)) {
            return LENGTH_REQUIRED;
        }
        HttpPrologue prologue = request.prologue();
        Method method = prologue.method();
        if (method == Method.CONNECT || method == Method.TRACE) {
            return BAD_METHOD;
        }
        String path = prologue.uriPath().rawPath();
        if (!isVisible(path) || !isVisible(prologue.query().rawValue())) {
            return BAD_TARGET;
        }
        if (path.startsWith("/")) {
            return null;
        }
        HttpPrologue origin =
                originForm(prologue, path, headers.get(HeaderNames.HOST).get());
        if (origin == null) {
            return BAD_TARGET;
        }
        request.prologue(origin);
        return null;
    }

    /** {@code http://host/path} becomes {@code /path} when the host is the one in Host. */
    private static @Nullable HttpPrologue originForm(HttpPrologue prologue, String target, String host) {
        int scheme = schemeLength(target);
        if (scheme == 0 || !target.regionMatches(true, scheme, host, 0, host.length())) {
            return null;
        }
        String path = target.substring(scheme + host.length());
        if (!path.isEmpty() && path.charAt(0) != '/') {
            return null;
        }
        String rawQuery = prologue.query().rawValue();
        String query = rawQuery.isEmpty() ? "" : "?" + rawQuery;
        return HttpPrologue.create(
                prologue.rawProtocol(),
                prologue.protocol(),
                prologue.protocolVersion(),
                prologue.method(),
                (path.isEmpty() ? "/" : path) + query,
                true);
    }

    /** Helidon turns what is not ASCII into a mark that stands for anything. */
    private static boolean isVisible(String text) {
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            if (letter <= ' ' || letter >= 127) {
                return false;
            }
        }
        return true;
    }

    private static int schemeLength(String target) {
        if (target.regionMatches(true, 0, "http://", 0, 7)) {
            return 7;
        }
        return target.regionMatches(true, 0, "https://", 0, 8) ? 8 : 0;
    }
}
