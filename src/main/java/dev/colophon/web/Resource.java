package dev.colophon.web;

import io.helidon.http.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One path pattern and what its methods do. A method that is not listed gets 405 with Allow, HEAD
 * follows GET, OPTIONS answers by itself. {@link Mount} mounts them.
 *
 * @param pattern the complete path, such as {@code /api/v1/books/{id}}; it labels metrics and log
 * @param page pages read the cookie and check form tokens, the rest reads bearer tokens
 * @param queryNames the query parameters that the API knows here; any other is refused. Pages
 *     ignore what they do not know, for links gather foreign parameters on their way
 * @param maxBodyBytes the largest body that {@link Exchange#body} and {@link Exchange#form} read
 * @param maxUploadBytes the largest form with a file that {@link Exchange#upload} takes here; 0
 *     where forms have no file
 */
public record Resource(
        String pattern,
        boolean page,
        Map<Method, Handler> handlers,
        Set<String> queryNames,
        int maxBodyBytes,
        long maxUploadBytes) {

    /** What a body may have unless its resource says otherwise. */
    public static final int DEFAULT_MAX_BODY_BYTES = 65_536;

    /** A resource of the API. */
    public static Resource at(String pattern) {
        return empty(pattern, false);
    }

    /** A page for people. */
    public static Resource page(String pattern) {
        return empty(pattern, true);
    }

    private static Resource empty(String pattern, boolean page) {
        return new Resource(pattern, page, new LinkedHashMap<>(), new TreeSet<>(), DEFAULT_MAX_BODY_BYTES, 0);
    }

    public Resource get(Handler handler) {
        return on(Method.GET, handler);
    }

    public Resource post(Handler handler) {
        return on(Method.POST, handler);
    }

    public Resource put(Handler handler) {
        return on(Method.PUT, handler);
    }

    public Resource patch(Handler handler) {
        return on(Method.PATCH, handler);
    }

    public Resource delete(Handler handler) {
        return on(Method.DELETE, handler);
    }

    /** Declares query parameters of the API; they say 400 for any that is not declared. */
    public Resource query(String... names) {
        queryNames.addAll(Set.of(names));
        return this;
    }

    /** Another limit than the usual 64 KiB for the bodies that are read as a whole. */
    public Resource maxBody(int bytes) {
        return new Resource(pattern, page, handlers, queryNames, bytes, maxUploadBytes);
    }

    /** Lets the forms of this page carry a file. */
    public Resource upload(long maxBytes) {
        return new Resource(pattern, page, handlers, queryNames, maxBodyBytes, maxBytes);
    }

    private Resource on(Method method, Handler handler) {
        handlers.put(method, handler);
        return this;
    }
}
