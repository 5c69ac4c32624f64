package dev.colophon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.cluster.Cluster.Helm;
import dev.colophon.cluster.TestImages.Version;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A real Prometheus that finds pods by the API server; {@code PROMETHEUS} names a program that can
 * (Debian's cannot). The chart's own alerts, waiting a second each instead of up to an hour.
 */
@Tag("cluster")
@Timeout(240)
class PrometheusTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void every_pod_is_seen_also_one_that_waits_and_the_alerts_fire() throws Exception {
        try (var namespace = TestNamespace.withDatabase("prometheus");
                var prometheus = Running.start(namespace)) {
            var release =
                    new Release(namespace, Helm.HELM4).version(Version.CURRENT).set("metrics.scrape", "annotations");
            release.deploy();
            // back to the older release, in an emergency
            release.version(Version.BEFORE)
                    .set("migrations.strict", false)
                    .set("migrations.emergencyReason", "tried in a test")
                    .deploy();
            TestNamespace.await(
                    "both alerts fire",
                    Duration.ofSeconds(60),
                    () -> prometheus.firing().containsAll(List.of("ColophonStrictModeOff", "ColophonSchemaAhead")));

            namespace.takeDatabaseAway();
            namespace.kubectl("rollout", "restart", "deployment/" + Release.WEB);
            TestNamespace.await(
                    "a pod that waits for the database is scraped",
                    Duration.ofSeconds(40),
                    () -> prometheus.query("colophon_started == 0").size() > 0);
            List<String> up = prometheus.podsUp();
            assertThat(up).containsAll(release.podNames());
        }
    }

    /** The process, with its data in a folder of its own. */
    private record Running(Process process, int port) implements AutoCloseable {

        static Running start(TestNamespace namespace) throws IOException {
            Path folder = Files.createTempDirectory("prometheus-");
            String rules = Files.readString(Path.of("helm", "colophon", "files", "alerts.yaml"))
                    .replaceAll("(?m)^(\\s+for:) .*$", "$1 1s");
            Files.writeString(folder.resolve("alerts.yaml"), rules);
            String configuration = Files.readString(Path.of("src", "cluster", "prometheus.yaml"))
                    .replace("KUBECONFIG", Cluster.variable("KUBECONFIG", null))
                    .replace("NAMESPACE", namespace.name());
            Files.writeString(folder.resolve("prometheus.yml"), configuration);
            int port = freePort();
            return new Running(
                    Command.start(
                            folder.resolve("prometheus.log"),
                            List.of(
                                    Cluster.variable("PROMETHEUS", null),
                                    "--config.file=" + folder.resolve("prometheus.yml"),
                                    "--storage.tsdb.path=" + folder.resolve("data"),
                                    "--web.listen-address=127.0.0.1:" + port)),
                    port);
        }

        private static int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            }
        }

        private JsonNode get(String path) {
            try {
                return Cluster.tree(HTTP.send(
                                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body());
            } catch (IOException notYet) {
                return Cluster.JSON.createObjectNode();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the test was ended", over);
            }
        }

        List<String> firing() {
            return get("/api/v1/alerts")
                    .at("/data/alerts")
                    .valueStream()
                    .filter(alert -> alert.path("state").asText().equals("firing"))
                    .map(alert -> alert.at("/labels/alertname").asText())
                    .toList();
        }

        JsonNode query(String expression) {
            String encoded = java.net.URLEncoder.encode(expression, java.nio.charset.StandardCharsets.UTF_8);
            return get("/api/v1/query?query=" + encoded).at("/data/result");
        }

        List<String> podsUp() {
            return query("up == 1")
                    .valueStream()
                    .map(one -> one.at("/metric/pod").asText())
                    .toList();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
