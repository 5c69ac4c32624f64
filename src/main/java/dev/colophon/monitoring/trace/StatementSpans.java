package dev.colophon.monitoring.trace;

import dev.colophon.database.Session;
import dev.colophon.settings.DatabaseSettings.Engine;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A span for each statement of a request that is traced, with the statement's name and never its text. Work in the
 * background has none: each statement would be a trace by itself.
 */
final class StatementSpans implements Session.Listener {
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");
    private static final AttributeKey<String> SUMMARY = AttributeKey.stringKey("db.query.summary");

    private final Tracer tracer;
    private final String system;
    private final InstantSource clock;

    StatementSpans(Tracer tracer, Engine engine, InstantSource clock) {
        this.tracer = tracer;
        this.system = engine.name().toLowerCase(Locale.ROOT);
        this.clock = clock;
    }

    @Override
    public void finished(String statement, long nanoseconds, boolean failed) {
        if (!Span.current().isRecording()) {
            return;
        }
        Instant now = clock.instant();
        long end = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        Span span = tracer.spanBuilder(statement)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(SYSTEM, system)
                .setAttribute(SUMMARY, statement)
                .setStartTimestamp(end - nanoseconds, TimeUnit.NANOSECONDS)
                .startSpan();
        if (failed) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end(end, TimeUnit.NANOSECONDS);
    }
}
