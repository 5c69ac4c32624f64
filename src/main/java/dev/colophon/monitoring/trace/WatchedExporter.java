package dev.colophon.monitoring.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that traces do not arrive, and once that they do again, where the library would say it every minute. */
final class WatchedExporter implements SpanExporter {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedExporter.class);

    private final SpanExporter exporter;
    private final AtomicBoolean away = new AtomicBoolean();

    WatchedExporter(SpanExporter exporter) {
        this.exporter = exporter;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = exporter.export(spans);
        return result.whenComplete(() -> ended(result));
    }

    private void ended(CompletableResultCode result) {
        if (result.isSuccess()) {
            if (away.compareAndSet(true, false)) {
                LOG.info("traces arrive again");
            }
        } else if (away.compareAndSet(false, true)) {
            LOG.atWarn()
                    .addKeyValue("reason", reason(result.getFailureThrowable()))
                    .log("traces do not arrive at OTEL_EXPORTER_OTLP_ENDPOINT and are left out");
        }
    }

    /** A class alone, for the texts repeat what the other side answered. */
    private static String reason(@Nullable Throwable failure) {
        Throwable next = failure;
        while (next != null && !(next instanceof IOException)) {
            next = next.getCause();
        }
        return next == null ? "refused" : next.getClass().getSimpleName();
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
