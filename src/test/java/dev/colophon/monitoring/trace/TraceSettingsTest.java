package dev.colophon.monitoring.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.settings.Surroundings;
import dev.colophon.settings.deploy.DeployFinding;
import dev.colophon.testing.TestSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenTelemetry's variables, those that are read. */
class TraceSettingsTest {
    @TempDir
    Path folder;

    private TraceSettings settings(Map<String, String> variables) {
        return TestSettings.in(folder, variables).get(TraceSettings.GROUP);
    }

    @Test
    void without_an_endpoint_there_are_no_traces() {
        assertThat(settings(Map.of()).endpoint()).isEmpty();
        assertThat(settings(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://c:4318", "OTEL_SDK_DISABLED", "true"))
                        .endpoint())
                .isEmpty();
    }

    @Test
    void the_name_of_the_service_wins_over_the_attributes_that_win_over_the_default() {
        assertThat(settings(Map.of()).resource()).containsEntry("service.name", "colophon");
        Map<String, String> attributes = Map.of("OTEL_RESOURCE_ATTRIBUTES", "service.name=shelf,a.b=1");
        assertThat(settings(attributes).resource())
                .containsEntry("service.name", "shelf")
                .containsEntry("a.b", "1");
        assertThat(settings(Map.of("OTEL_RESOURCE_ATTRIBUTES", "service.name=shelf", "OTEL_SERVICE_NAME", "books"))
                        .resource())
                .containsEntry("service.name", "books");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OTEL_EXPORTER_OTLP_ENDPOINT=otel-collector:4318",
                "OTEL_EXPORTER_OTLP_ENDPOINT=http://key@otel-collector:4318",
                "OTEL_EXPORTER_OTLP_PROTOCOL=grpc",
                "OTEL_EXPORTER_OTLP_PROTOCOL=http/json",
                "OTEL_EXPORTER_OTLP_HEADERS=verysecret",
                "OTEL_EXPORTER_OTLP_HEADERS=host=verysecret",
                "OTEL_EXPORTER_OTLP_HEADERS=a b=verysecret",
                "OTEL_EXPORTER_OTLP_HEADERS=a=verysecret,",
                "OTEL_EXPORTER_OTLP_HEADERS=a=verysecret%0d%0aX: y",
                "OTEL_EXPORTER_OTLP_HEADERS=a=verysecret%zz",
                "OTEL_RESOURCE_ATTRIBUTES=a",
                "OTEL_RESOURCE_ATTRIBUTES=a=1,a=2",
                "OTEL_TRACES_SAMPLER=sometimes",
                "OTEL_TRACES_SAMPLER_ARG=0.5",
                "OTEL_SDK_DISABLED=perhaps",
            })
    void what_breaks_a_rule_is_refused(String line) {
        String[] parts = line.split("=", 2);
        assertThat(new Surroundings(folder).with(parts[0], parts[1]).problems())
                .singleElement()
                .asString()
                .startsWith(parts[0])
                .doesNotContain("verysecret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "-1", "1e-1", "half", "0,5", "NaN", "2", "1.0000000001"})
    void a_share_is_from_0_to_1(String text) {
        assertThat(new Surroundings(folder)
                        .with("OTEL_TRACES_SAMPLER", "traceidratio")
                        .with("OTEL_TRACES_SAMPLER_ARG", text)
                        .problems())
                .singleElement()
                .asString()
                .startsWith("OTEL_TRACES_SAMPLER_ARG");
    }

    @Test
    void other_variables_of_opentelemetry_are_left_alone() {
        assertThat(new Surroundings(folder)
                        .with("OTEL_EXPORTER_OTLP_TIMEOUT", "10000")
                        .with("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://other:4318/v1/traces")
                        .with("OTEL_TRACES_EXPORTER", "otlp")
                        .with("OTEL_METRICS_EXPORTER", "none")
                        .with("OTEL_LOGS_EXPORTER", "none")
                        .with("OTEL_PROPAGATORS", "tracecontext")
                        .with("OTEL_BSP_SCHEDULE_DELAY", "5000")
                        .problems())
                .isEmpty();
    }

    @Test
    void a_key_that_goes_without_tls_is_a_finding() {
        Map<String, String> open =
                Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://c:4318", "OTEL_EXPORTER_OTLP_HEADERS", "api-key=x");

        assertThat(settings(open).findings()).extracting(DeployFinding::id).containsExactly("colophon.W045");
        assertThat(settings(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://c:4318"))
                        .findings())
                .isEmpty();
        assertThat(settings(open).toString()).doesNotContain("api-key");
    }
}
