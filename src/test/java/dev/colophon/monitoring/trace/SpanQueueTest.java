package dev.colophon.monitoring.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.database.Session;
import dev.colophon.monitoring.MonitoringServer;
import dev.colophon.monitoring.MonitoringServer.Sent;
import dev.colophon.observe.BootReport;
import dev.colophon.observe.BuildInfo;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.TestSettings;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What waits for a collector that does not answer is bounded. */
@Timeout(60)
class SpanQueueTest {
    private static final int MANY = 100_000;

    @TempDir
    Path folder;

    @Test
    void spans_that_do_not_fit_into_the_queue_are_left_out_at_once() throws Exception {
        try (var collector = new MonitoringServer().hang();
                var others = SdkTracerProvider.builder().build()) {
            TraceSettings settings = TestSettings.in(
                            folder, Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + collector.port()))
                    .get(TraceSettings.GROUP);
            var instance = new BootReport.Instance("i", new BuildInfo("1", "unknown"), "test", Instant.EPOCH);
            Span request = others.get("test").spanBuilder("request").startSpan();
            Instant begun = Instant.now();
            try (var traces = Traces.begin(settings, instance, Engine.SQLITE, Instant::now);
                    Scope _ = request.makeCurrent()) {
                Session.Listener statements = traces.statements();
                for (int index = 0; index < MANY; index++) {
                    statements.finished("test.statement", 1_000, false);
                }
                assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(10));
            }

            int sent = 0;
            for (Sent batch = collector.nextIfAny(); batch != null; batch = collector.nextIfAny()) {
                assertThat(SentSpans.of(batch)).hasSizeLessThanOrEqualTo(Traces.MOST_IN_A_BATCH);
                sent += SentSpans.of(batch).size();
            }
            assertThat(sent).isLessThanOrEqualTo(Traces.MOST_WAITING + 2 * Traces.MOST_IN_A_BATCH);
        }
    }

    @Test
    void a_statement_outside_of_a_traced_request_is_no_span() throws Exception {
        try (var collector = new MonitoringServer()) {
            TraceSettings settings = TestSettings.in(
                            folder, Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + collector.port()))
                    .get(TraceSettings.GROUP);
            var instance = new BootReport.Instance("i", new BuildInfo("1", "unknown"), "test", Instant.EPOCH);
            try (var traces = Traces.begin(settings, instance, Engine.SQLITE, Instant::now)) {
                traces.statements().finished("test.statement", 1_000, false);
            }

            assertThat(collector.nextIfAny()).isNull();
        }
    }
}
