package dev.colophon.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.json.Json;
import dev.colophon.observe.metric.Meters;
import dev.colophon.web.answer.Statuses;
import io.helidon.config.Config;
import io.helidon.health.HealthCheckType;
import io.helidon.webserver.WebServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ManagementTest {
    private final Meters meters = new Meters();
    private final BootReport boot = boot(meters);
    private final Health health = new Health(boot, meters);
    private final HttpClient client = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init")
    private WebServer server;

    @BeforeEach
    void start() {
        server = WebServer.builder()
                .config(Config.empty())
                .featuresDiscoverServices(false)
                .host("127.0.0.1")
                .port(0)
                .shutdownHook(false)
                .routing(new Management(health, boot, meters, Statuses::of)::register)
                .build()
                .start();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop();
    }

    /** A start that has not begun. */
    static BootReport boot(Meters meters) {
        return new BootReport(
                new BootReport.Instance("web-1", new BuildInfo("1.2.3", "abc"), "test", Instant.EPOCH),
                meters,
                InstantSource.system());
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return send(to(path).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    private HttpResponse<String> metricsAs(String accept) throws Exception {
        return send(to("/metrics").header("Accept", accept));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode json(String path, int status) throws Exception {
        HttpResponse<String> response = send("GET", path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        return Json.readTree(response.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static Stream<String> reasons(JsonNode answer) {
        return StreamSupport.stream(answer.get("checks").spliterator(), false)
                .filter(check -> check.has("reason"))
                .map(check -> check.get("name").textValue() + ": "
                        + check.get("reason").asText());
    }

    @Test
    void before_the_start_is_complete_it_lives_and_says_what_it_waits_for() throws Exception {
        boot.step("wait for the database", () -> {
            boot.detail("try 2 of 30");
            try {
                json("/health/live", 200);
                for (String path : new String[] {"", "/started", "/ready"}) {
                    assertThat(reasons(json("/health" + path, 503)))
                            .containsExactly("start: Starting: wait for the database: try 2 of 30");
                }
                assertThat(json("/boot", 200).at("/steps/0/outcome").textValue())
                        .isEqualTo("running");
            } catch (Exception fault) {
                throw new AssertionError(fault);
            }
        });
        assertThat(health.isReady()).isFalse();
    }

    @Test
    void once_started_every_probe_is_up() throws Exception {
        boot.complete();

        for (String path : new String[] {"", "/started", "/live", "/ready"}) {
            JsonNode answer = json("/health" + path, 200);
            assertThat(answer.get("status").textValue()).isEqualTo("up");
            assertThat(answer.get("instance").textValue()).isEqualTo("web-1");
            assertThat(answer.get("version").textValue()).isEqualTo("1.2.3");
        }
        assertThat(send("GET", "/metrics").body())
                .contains("colophon_started 1\n", "colophon_ready 1\n", "colophon_warnings 0\n");
    }

    @Test
    void readiness_needs_every_reason_to_be_taken_back() throws Exception {
        boot.complete();
        health.unready("database", "The database has not answered since 04:05:06Z.");
        health.unready("draining", "This instance is stopping.");
        health.ready("draining");

        assertThat(reasons(json("/health/ready", 503)))
                .containsExactly("database: The database has not answered since 04:05:06Z.");
        assertThat(reasons(json("/health", 503))).hasSize(1);
        json("/health/live", 200);
        json("/health/started", 200);
        assertThat(health.isReady()).isFalse();
        assertThat(meters.text()).contains("colophon_ready 0\n");

        health.ready("database");
        json("/health/ready", 200);
        assertThat(health.isReady()).isTrue();
    }

    @Test
    void a_check_that_throws_is_down_and_its_text_stays_inside() throws Exception {
        boot.complete();
        health.check(() -> {
            throw new IllegalStateException("secret detail");
        });

        HttpResponse<String> response = send("GET", "/health/live");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body())
                .contains("The check itself failed")
                .doesNotContain("secret detail", "IllegalStateException");
        assertThat(health.isLive()).isFalse();
        json("/health/ready", 200);
    }

    @Test
    void a_check_is_asked_at_each_probe() throws Exception {
        boot.complete();
        var trouble = new ArrayList<>(List.of(""));
        health.check(new ReasonCheck("main port", HealthCheckType.LIVENESS, trouble::getLast));

        json("/health/live", 200);
        trouble.add("The main port takes no connection.");
        assertThat(reasons(json("/health/live", 503))).containsExactly("main port: The main port takes no connection.");
        trouble.add("");
        json("/health/live", 200);
    }

    @Test
    void a_warning_stays_visible_and_takes_nothing_away() throws Exception {
        boot.complete();
        health.warn("emergency", "MIGRATIONS_STRICT=0: migrating failed and was passed over.");

        for (String path : new String[] {"", "/started", "/live", "/ready"}) {
            assertThat(json("/health" + path, 200).at("/warnings/emergency").textValue())
                    .startsWith("MIGRATIONS_STRICT=0");
        }
        assertThat(meters.text()).contains("colophon_warnings 1\n");

        health.unwarn("emergency");
        assertThat(json("/health", 200).get("warnings").isEmpty()).isTrue();
    }

    @Test
    void head_has_the_length_and_no_body_and_other_methods_are_refused() throws Exception {
        boot.complete();

        HttpResponse<String> head = send("HEAD", "/health");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValueAsLong("Content-Length").orElseThrow())
                .isPositive();
        json("/health", 200);

        HttpResponse<String> post = send("POST", "/metrics");
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void metrics_come_in_prometheus_text_format() throws Exception {
        HttpResponse<String> response = send("GET", "/metrics");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(response.body()).endsWith("\n").contains("# TYPE colophon_ready gauge\n");
    }

    @Test
    void metrics_come_as_open_metrics_on_request() throws Exception {
        HttpResponse<String> response = metricsAs("application/openmetrics-text;version=1.0.0,*/*;q=0.1");

        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(response.body()).endsWith("# EOF\n");
    }

    @Test
    void an_accept_header_that_is_none_is_the_clients_mistake() throws Exception {
        assertThat(metricsAs("text/plain;q=high").statusCode()).isEqualTo(400);
    }
}
