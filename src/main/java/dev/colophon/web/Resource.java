package dev.colophon.web;

import io.helidon.http.Method;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One path pattern and what its methods do. A method that is not listed gets 405 with Allow, HEAD
 * follows GET, OPTIONS answers by itself. the web room mounts them.
 *
 * @param pattern the complete path, such as {@code /api/v1/books/{id}}; it labels metrics and log
 * @param page pages read the cookie and check form tokens, the rest reads bearer tokens
 */
public record Resource(String pattern, boolean page, Map<Method, Handler> handlers) {
    /** A resource of the API. */
    public static Resource at(String pattern) {
        return new Resource(pattern, false, new LinkedHashMap<>());
    }

    /** A page for people. */
    public static Resource page(String pattern) {
        return new Resource(pattern, true, new LinkedHashMap<>());
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

    private Resource on(Method method, Handler handler) {
        handlers.put(method, handler);
        return this;
    }
}
