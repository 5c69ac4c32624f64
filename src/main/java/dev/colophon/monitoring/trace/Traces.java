package dev.colophon.monitoring.trace;

import dev.colophon.database.Session;
import dev.colophon.observe.BootReport;
import dev.colophon.settings.DatabaseSettings.Engine;
import io.helidon.webserver.http.Filter;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * The traces of this instance. Finished spans wait in a queue of a bounded length and are sent in batches by a thread
 * of its own: whoever receives them can be away or slow and holds up nobody; what does not fit in is left out.
 */
public final class Traces implements AutoCloseable {
    static final int MOST_WAITING = 2_048;
    static final int MOST_IN_A_BATCH = MOST_WAITING / 4;
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration RETRY_DELAY = Duration.ofMillis(500);
    private static final long STOP_SECONDS = 2;
    private static final String PATH = "v1/traces";

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final InstantSource clock;
    private final Engine engine;

    private Traces(SdkTracerProvider provider, BootReport.Instance instance, Engine engine, InstantSource clock) {
        this.provider = provider;
        this.tracer = provider.get("dev.colophon", instance.build().version());
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * From now on until {@link #close}.
     *
     * @param settings with an endpoint
     */
    public static Traces begin(
            TraceSettings settings, BootReport.Instance instance, Engine engine, InstantSource clock) {
        SpanExporter exporter = new WatchedExporter(exporter(settings));
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(resource(settings, instance))
                .setSampler(sampler(settings))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setScheduleDelay(INTERVAL)
                        .setMaxQueueSize(MOST_WAITING)
                        .setMaxExportBatchSize(MOST_IN_A_BATCH)
                        .setExporterTimeout(ANSWER_TIMEOUT)
                        .build())
                .build();
        return new Traces(provider, instance, engine, clock);
    }

    private static SpanExporter exporter(TraceSettings settings) {
        String endpoint = settings.endpoint().orElseThrow().toString();
        var exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint + (endpoint.endsWith("/") ? "" : "/") + PATH)
                .setCompression("gzip")
                // by default it goes on for nine seconds, and as long nobody is told that nothing arrives
                .setRetryPolicy(RetryPolicy.builder()
                        .setMaxAttempts(2)
                        .setInitialBackoff(RETRY_DELAY)
                        .build())
                .setConnectTimeout(CONNECT_TIMEOUT)
                .setTimeout(ANSWER_TIMEOUT);
        settings.namedHeaders().forEach(exporter::addHeader);
        return exporter.build();
    }

    private static Resource resource(TraceSettings settings, BootReport.Instance instance) {
        AttributesBuilder attributes = Attributes.builder()
                .put("service.version", instance.build().version())
                .put("service.instance.id", instance.id())
                .put("deployment.environment.name", instance.profile());
        settings.resource().forEach(attributes::put);
        return Resource.getDefault().merge(Resource.create(attributes.build()));
    }

    private static Sampler sampler(TraceSettings settings) {
        return switch (settings.sampling()) {
            case ALWAYS_ON -> Sampler.alwaysOn();
            case ALWAYS_OFF -> Sampler.alwaysOff();
            case TRACEIDRATIO -> Sampler.traceIdRatioBased(settings.share());
            case PARENTBASED_ALWAYS_ON -> Sampler.parentBased(Sampler.alwaysOn());
            case PARENTBASED_ALWAYS_OFF -> Sampler.parentBased(Sampler.alwaysOff());
            case PARENTBASED_TRACEIDRATIO -> Sampler.parentBased(Sampler.traceIdRatioBased(settings.share()));
        };
    }

    /** Makes the span of a request; comes before all other filters that may refuse it. */
    public Filter requests() {
        return new RequestSpans(tracer);
    }

    /** Makes the span of a statement below that of its request. */
    public Session.Listener statements() {
        return new StatementSpans(tracer, engine, clock);
    }

    /** Sends what is waiting and takes 2 s at most. */
    @Override
    public void close() {
        provider.shutdown().join(STOP_SECONDS, TimeUnit.SECONDS);
    }
}
