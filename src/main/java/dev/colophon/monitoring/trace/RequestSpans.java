package dev.colophon.monitoring.trace;

import dev.colophon.logging.RequestId;
import dev.colophon.server.admission.Probes;
import dev.colophon.server.connection.Connection;
import dev.colophon.server.connection.RequestFacts;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import org.jspecify.annotations.Nullable;

/**
 * A span for each request, with its method, its route's pattern, its status and its id. A client's {@code traceparent}
 * counts if a trusted proxy passed it on; anybody else could tie strangers' requests together by it.
 */
final class RequestSpans implements Filter {
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("colophon.request_id");

    /** What OpenTelemetry calls a method that it does not know. */
    private static final String OTHER_METHOD = "_OTHER";

    private final Tracer tracer;

    RequestSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        RequestFacts facts = Connection.currentRequest();
        Span span = tracer.spanBuilder(facts.method())
                .setSpanKind(SpanKind.SERVER)
                .setParent(parent(facts, request))
                .startSpan();
        if (!span.isRecording()) {
            chain.proceed();
            return;
        }
        RequestId.trace(span.getSpanContext().getTraceId());
        Status status = null;
        try (Scope _ = span.makeCurrent()) {
            chain.proceed();
            status = response.status();
        } finally {
            end(span, facts, status);
        }
    }

    private static Context parent(RequestFacts facts, RoutingRequest request) {
        return facts.isProxied()
                ? W3CTraceContextPropagator.getInstance().extract(Context.root(), request.headers(), Headers.GETTER)
                : Context.root();
    }

    /**
     * A span that is not ended is never sent: so are those of probes, which would be most of all.
     *
     * @param status null when an exception came instead of an answer
     */
    private static void end(Span span, RequestFacts facts, @Nullable Status status) {
        if (facts.route().startsWith(Probes.PREFIX)) {
            return;
        }
        boolean known = !facts.method().equals(RequestFacts.OTHER_METHOD);
        if (!facts.route().equals(RequestFacts.UNMATCHED)) {
            span.updateName((known ? facts.method() : "HTTP") + " " + facts.route());
            span.setAttribute(ROUTE, facts.route());
        }
        span.setAttribute(METHOD, known ? facts.method() : OTHER_METHOD);
        span.setAttribute(SCHEME, facts.https() ? "https" : "http");
        span.setAttribute(REQUEST_ID, facts.requestId());
        if (status != null) {
            span.setAttribute(STATUS, (long) status.code());
        }
        if (status == null || status.family() == Status.Family.SERVER_ERROR) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(ERROR, status == null ? "exception" : Integer.toString(status.code()));
        }
        span.end();
    }

    /** Reads the headers of a request for the library. */
    private enum Headers implements TextMapGetter<ServerRequestHeaders> {
        GETTER;

        @Override
        public @Nullable String get(@Nullable ServerRequestHeaders headers, String name) {
            return headers == null
                    ? null
                    : headers.first(HeaderNames.create(name)).orElse(null);
        }
    }
}
