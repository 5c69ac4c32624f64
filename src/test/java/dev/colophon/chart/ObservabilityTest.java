package dev.colophon.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prometheus and Grafana find what they need, and Prometheus in one way only. */
class ObservabilityTest {
    private static final Chart PRODUCTION = Chart.with("production");

    @ParameterizedTest
    @ValueSource(strings = {"podMonitor", "serviceMonitor", "annotations", "none"})
    void prometheus_finds_the_pods_in_one_way_only(String scrape) {
        Rendered rendered = PRODUCTION.and("metrics: {scrape: " + scrape + "}").render();
        JsonNode annotations = rendered.web().template().at("/metadata/annotations");

        assertThat(rendered.all("PodMonitor")).hasSize(scrape.equals("podMonitor") ? 1 : 0);
        assertThat(rendered.all("ServiceMonitor")).hasSize(scrape.equals("serviceMonitor") ? 1 : 0);
        assertThat(rendered.all("Service")).hasSize(scrape.equals("serviceMonitor") ? 2 : 1);
        assertThat(annotations.has("prometheus.io/scrape")).isEqualTo(scrape.equals("annotations"));
        for (JsonNode monitor : rendered.all("ServiceMonitor")) {
            JsonNode service = rendered.all("Service").stream()
                    .filter(it -> it.at("/spec/clusterIP").asText().equals("None"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Rendered.map(service.at("/metadata/labels")))
                    .containsAllEntriesOf(Rendered.map(monitor.at("/spec/selector/matchLabels")));
            assertThat(service.at("/spec/publishNotReadyAddresses").asBoolean()).isTrue();
            assertThat(service.at("/spec/ports/0/name").asText())
                    .isEqualTo(monitor.at("/spec/endpoints/0/port").asText());
        }
    }

    @Test
    void alerts_and_dashboard_are_the_files_of_the_chart() throws IOException {
        Rendered rendered = PRODUCTION.render();

        assertThat(rendered.one("PrometheusRule").path("spec"))
                .isEqualTo(Rendered.parse(Files.readString(Chart.FOLDER.resolve("files/alerts.yaml"))));
        assertThat(rendered.one("ConfigMap").at("/data/colophon.json").asText())
                .isEqualTo(Files.readString(Chart.FOLDER.resolve("files/dashboard.json"))
                        .strip());
    }
}
