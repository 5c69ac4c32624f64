package dev.colophon.web;

import io.helidon.http.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A resource made ready for serving. */
record Endpoint(
        String pattern,
        boolean page,
        Map<String, Handler> handlers,
        String allow,
        Set<String> queryNames,
        int maxBodyBytes,
        long maxUploadBytes) {

    static Endpoint of(Resource resource) {
        Map<String, Handler> handlers = new HashMap<>();
        resource.handlers().forEach((method, handler) -> handlers.put(method.text(), handler));
        Handler get = handlers.get(Method.GET.text());
        if (get != null) {
            handlers.putIfAbsent(Method.HEAD.text(), get);
        }
        var allowed = new TreeSet<>(handlers.keySet());
        allowed.add(Method.OPTIONS.text());
        return new Endpoint(
                resource.pattern(),
                resource.page(),
                Map.copyOf(handlers),
                String.join(", ", allowed),
                Set.copyOf(resource.queryNames()),
                resource.maxBodyBytes(),
                resource.maxUploadBytes());
    }

    @Nullable
    Handler handler(Method method) {
        return handlers.get(method.text());
    }
}
