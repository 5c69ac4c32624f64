package dev.colophon.web;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.web.session.Caller;
import dev.colophon.web.session.Scope;
import io.helidon.http.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One path pattern and what its methods do. A method that is not listed gets 405 with Allow, HEAD
 * follows GET, OPTIONS answers by itself. {@link Mount} mounts them.
 *
 * @param pattern the complete path, such as {@code /api/v1/books/{id}}; it labels metrics and log
 * @param page pages read the cookie and check form tokens, the rest reads bearer tokens
 * @param queryNames the query parameters that the API knows here; any other is refused. Pages
 *     ignore what they do not know, for links gather foreign parameters on their way
 * @param scopes of which an access token needs one that reads to read, and one that writes to change
 * @param maxBodyBytes the largest body that {@link Exchange#body} and {@link Exchange#form} read
 * @param maxUploadBytes the largest form with a file that {@link Exchange#upload} takes here; 0
 *     where forms have no file
 */
public record Resource(
        String pattern,
        boolean page,
        Map<Method, Handler> handlers,
        Set<String> queryNames,
        Set<Scope> scopes,
        int maxBodyBytes,
        long maxUploadBytes) {

    /** What a body may have unless its resource says otherwise. */
    private static final int DEFAULT_MAX_BODY_BYTES = 65_536;

    public Resource {
        handlers = Map.copyOf(handlers);
        queryNames = Set.copyOf(queryNames);
        scopes = Set.copyOf(scopes);
    }

    /** Answers one request: parse, check, act, reply. */
    @FunctionalInterface
    public interface Handler {
        void handle(Exchange exchange) throws Exception;
    }

    /** A resource of the API. */
    public static Resource at(String pattern) {
        return new Resource(pattern, false, Map.of(), Set.of(), Set.of(), DEFAULT_MAX_BODY_BYTES, 0);
    }

    /** A page for people. */
    public static Resource page(String pattern) {
        return new Resource(pattern, true, Map.of(), Set.of(), Set.of(), DEFAULT_MAX_BODY_BYTES, 0);
    }

    public Resource get(Handler handler) {
        return with(Method.GET, handler);
    }

    public Resource post(Handler handler) {
        return with(Method.POST, handler);
    }

    public Resource put(Handler handler) {
        return with(Method.PUT, handler);
    }

    public Resource patch(Handler handler) {
        return with(Method.PATCH, handler);
    }

    public Resource delete(Handler handler) {
        return with(Method.DELETE, handler);
    }

    /** Declares query parameters of the API; they say 400 for any that is not declared. */
    public Resource query(String... names) {
        Set<String> all = new HashSet<>(queryNames);
        all.addAll(Set.of(names));
        return new Resource(pattern, page, handlers, all, scopes, maxBodyBytes, maxUploadBytes);
    }

    /** Lets access tokens in that have one of these: those that read to read, those that write to change. */
    public Resource needs(Scope... needed) {
        return new Resource(pattern, page, handlers, queryNames, Set.of(needed), maxBodyBytes, maxUploadBytes);
    }

    /** Another limit than the usual 64 KiB for the bodies that are read as a whole. */
    public Resource maxBody(int bytes) {
        return new Resource(pattern, page, handlers, queryNames, scopes, bytes, maxUploadBytes);
    }

    /** Lets forms carry a file here, at the API (multipart/form-data) and on pages. */
    public Resource upload(long maxBytes) {
        return new Resource(pattern, page, handlers, queryNames, scopes, maxBodyBytes, maxBytes);
    }

    private Resource with(Method method, Handler handler) {
        Map<Method, Handler> all = new HashMap<>(handlers);
        all.put(method, handler);
        return new Resource(pattern, page, all, queryNames, scopes, maxBodyBytes, maxUploadBytes);
    }

    /** What answers a method; null when the method is not allowed here. */
    @Nullable
    Handler handler(Method method) {
        Handler handler = handlers.get(method);
        return handler == null && method.equals(Method.HEAD) ? handlers.get(Method.GET) : handler;
    }

    /** Of which an access token needs one for a method; when there are none, no such token will do. */
    public Set<Scope> scopes(Method method) {
        boolean reading = method.equals(Method.GET) || method.equals(Method.HEAD);
        return scopes.stream().filter(scope -> scope.reads() == reading).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The caller, unless it is a program that may not do this. */
    Caller demandScope(Caller caller, Method method) {
        if (!caller.isProgram() || caller.may(scopes(method))) {
            return caller;
        }
        String needed = scopes(method).stream().map(Scope::text).collect(Collectors.joining(" or "));
        throw Problem.of(
                Kind.FORBIDDEN,
                "insufficient_scope",
                needed.isEmpty()
                        ? "No access token may do this; sign in for it."
                        : "This access token may not do this; it needs the scope " + needed + ".");
    }

    /** The allowed methods, as the header Allow names them. */
    String allow() {
        var allowed = new TreeSet<String>();
        handlers.keySet().forEach(method -> allowed.add(method.text()));
        if (handlers.containsKey(Method.GET)) {
            allowed.add(Method.HEAD.text());
        }
        allowed.add(Method.OPTIONS.text());
        return String.join(", ", allowed);
    }
}
