package dev.colophon.monitoring.trace;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.colophon.monitoring.MonitoringServer;
import dev.colophon.monitoring.MonitoringServer.Sent;
import dev.colophon.monitoring.trace.SentSpans.SentSpan;
import dev.colophon.testing.RunningColophon;
import dev.colophon.testing.TakesLong;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What a collector is sent, and that nothing of it was asked, stored or answered. */
@Timeout(60)
@TakesLong("starts the program for each test, and stops it to see what was sent")
class TracesTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String OTHERS_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String OTHERS_SPAN = "00f067aa0ba902b7";
    private static final String REGISTER = "/api/v1/auth/register";
    private static final String[] SECRETS = {
        "correct-horse", "battery-staple", "eyJhbGciOi", "ada-of-the-north", "INSERT", "SELECT", "very-private"
    };

    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger exporterLog = (Logger) LoggerFactory.getLogger(WatchedExporter.class);
    private final Map<String, String> variables = new HashMap<>();
    private MonitoringServer collector;

    @BeforeEach
    void start() throws IOException {
        collector = new MonitoringServer();
        variables.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + collector.port());
        log.start();
        exporterLog.addAppender(log);
    }

    @AfterEach
    void stop() {
        exporterLog.detachAppender(log);
        collector.close();
    }

    /** Something to ask of the running program. */
    private interface Visit {
        void pay(int port) throws Exception;
    }

    /** Everything that is sent until the program has stopped. */
    private List<Sent> batches(Visit visit) throws Exception {
        try (var colophon = RunningColophon.start(folder, variables)) {
            visit.pay(colophon.port());
        }
        List<Sent> batches = new ArrayList<>();
        for (Sent next = collector.nextIfAny(); next != null; next = collector.nextIfAny()) {
            batches.add(next);
        }
        return batches;
    }

    private List<SentSpan> spans(Visit visit) throws Exception {
        return batches(visit).stream()
                .flatMap(batch -> SentSpans.of(batch).stream())
                .toList();
    }

    private static HttpResponse<String> ask(int port, String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> register(int port) throws Exception {
        String body = "{\"username\":\"ada-of-the-north\",\"password\":\"correct-horse-battery-staple\"}";
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + REGISTER))
                        .headers("Content-Type", "application/json", "Cookie", "session=eyJhbGciOi")
                        .timeout(Duration.ofSeconds(20))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void a_request_is_a_span_with_its_statements_below_it_and_without_what_was_sent_or_stored() throws Exception {
        List<String> ids = new ArrayList<>();
        List<Sent> batches = batches(port -> {
            HttpResponse<String> answer = register(port);
            assertThat(answer.statusCode()).isEqualTo(201);
            ids.add(answer.headers().firstValue("X-Request-Id").orElseThrow());
        });

        assertThat(batches).isNotEmpty().allSatisfy(batch -> {
            assertThat(batch.path()).isEqualTo("/v1/traces");
            assertThat(batch.headers().get("Content-type")).containsExactly("application/x-protobuf");
            assertThat(batch.all()).doesNotContain(SECRETS).doesNotContain(folder.toString());
            assertThat(SentSpans.resource(batch))
                    .containsEntry("service.name", "colophon")
                    .containsEntry("deployment.environment.name", "test")
                    .containsKeys("service.version", "service.instance.id", "telemetry.sdk.version");
        });
        List<SentSpan> spans =
                batches.stream().flatMap(batch -> SentSpans.of(batch).stream()).toList();
        SentSpan request = spans.getLast();
        assertThat(request.name()).isEqualTo("POST " + REGISTER);
        assertThat(request.kind()).isEqualTo(2);
        assertThat(request.parent()).isEmpty();
        assertThat(request.failed()).isFalse();
        assertThat(request.attributes())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "http.request.method", "POST",
                        "http.route", REGISTER,
                        "http.response.status_code", "201",
                        "url.scheme", "http",
                        "colophon.request_id", ids.getFirst()));
        assertThat(spans).hasSizeGreaterThan(1);
        for (SentSpan statement : spans.subList(0, spans.size() - 1)) {
            assertThat(statement.name()).matches("[a-z]+\\.[a-z-]+");
            assertThat(statement.kind()).isEqualTo(3);
            assertThat(statement.traceId()).isEqualTo(request.traceId());
            assertThat(statement.parent()).isEqualTo(request.id());
            assertThat(statement.nanoseconds()).isBetween(1L, request.nanoseconds());
            assertThat(statement.attributes())
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of("db.system.name", "sqlite", "db.query.summary", statement.name()));
        }
    }

    @Test
    void a_path_that_is_no_route_and_a_probe_are_not_repeated() throws Exception {
        List<Sent> batches = batches(port -> {
            assertThat(ask(port, "/very-private?token=eyJhbGciOi").statusCode()).isEqualTo(404);
            assertThat(ask(port, "/health/ready").statusCode()).isEqualTo(200);
        });

        assertThat(batches).singleElement().satisfies(batch -> {
            assertThat(batch.all()).doesNotContain(SECRETS);
            assertThat(SentSpans.of(batch)).singleElement().satisfies(span -> {
                assertThat(span.name()).isEqualTo("GET");
                assertThat(span.attributes())
                        .containsEntry("http.response.status_code", "404")
                        .doesNotContainKeys("http.route", "error.type");
            });
        });
    }

    @Test
    void a_fault_is_the_failure_of_its_statement_and_of_its_request() throws Exception {
        List<SentSpan> spans = spans(port -> {
            spoilAccounts();
            assertThat(register(port).statusCode()).isEqualTo(500);
        });

        assertThat(spans.getLast().failed()).isTrue();
        assertThat(spans.getLast().attributes()).containsEntry("error.type", "500");
        assertThat(spans.subList(0, spans.size() - 1))
                .filteredOn(SentSpan::failed)
                .hasSize(1);
    }

    private void spoilAccounts() throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/colophon.sqlite3"));
                var statement = connection.createStatement()) {
            statement.execute("CREATE TRIGGER spoilt BEFORE INSERT ON users BEGIN SELECT RAISE(ABORT, 'no'); END");
        }
    }

    @Test
    void only_a_trusted_proxy_says_which_trace_a_request_belongs_to() throws Exception {
        String sampled = "00-" + OTHERS_TRACE + "-" + OTHERS_SPAN + "-01";

        assertThat(spans(port -> ask(port, "/", "traceparent", sampled)).getLast())
                .satisfies(span -> {
                    assertThat(span.traceId()).isNotEqualTo(OTHERS_TRACE);
                    assertThat(span.parent()).isEmpty();
                });
        variables.put("TRUSTED_PROXIES", "127.0.0.1");
        assertThat(spans(port -> ask(port, "/", "traceparent", sampled)).getLast())
                .satisfies(span -> {
                    assertThat(span.traceId()).isEqualTo(OTHERS_TRACE);
                    assertThat(span.parent()).isEqualTo(OTHERS_SPAN);
                });
        String unsampled = "00-" + OTHERS_TRACE + "-" + OTHERS_SPAN + "-00";
        assertThat(spans(port -> ask(port, "/", "traceparent", unsampled))).isEmpty();
        String broken = "00-" + OTHERS_TRACE.replace('4', 'x') + "-" + OTHERS_SPAN + "-01";
        assertThat(spans(port -> ask(port, "/", "traceparent", broken))
                        .getLast()
                        .parent())
                .isEmpty();
    }

    @Test
    void sampling_names_and_headers_are_those_of_the_variables() throws Exception {
        variables.put("OTEL_TRACES_SAMPLER", "traceidratio");
        variables.put("OTEL_TRACES_SAMPLER_ARG", "0");
        assertThat(batches(port -> ask(port, "/"))).isEmpty();

        variables.put("OTEL_TRACES_SAMPLER_ARG", "1");
        variables.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + collector.port() + "/otlp/");
        variables.put("OTEL_EXPORTER_OTLP_HEADERS", "api-key=a%2Cb+c,x-tenant=books");
        variables.put("OTEL_SERVICE_NAME", "books");
        variables.put("OTEL_RESOURCE_ATTRIBUTES", "service.name=other,deployment.environment.name=at%20home");
        assertThat(batches(port -> ask(port, "/"))).singleElement().satisfies(batch -> {
            assertThat(batch.path()).isEqualTo("/otlp/v1/traces");
            assertThat(batch.headers().get("Api-key")).containsExactly("a,b+c");
            assertThat(batch.headers().get("X-tenant")).containsExactly("books");
            assertThat(SentSpans.resource(batch))
                    .containsEntry("service.name", "books")
                    .containsEntry("deployment.environment.name", "at home");
        });
    }

    @Test
    void a_collector_that_is_away_costs_one_warning_and_no_request() throws Exception {
        collector.close();
        assertThat(batches(port -> {
                    for (int visit = 0; visit < 50; visit++) {
                        assertThat(ask(port, "/health/live").statusCode()).isEqualTo(200);
                        assertThat(ask(port, "/").statusCode()).isLessThan(400);
                    }
                }))
                .isEmpty();

        assertThat(log.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getKeyValuePairs().toString()).contains("ConnectException");
        });
    }

    @Test
    void a_collector_that_refuses_is_told_of_once() throws Exception {
        collector.answer(401);

        assertThat(batches(port -> ask(port, "/"))).isNotEmpty();

        assertThat(log.list)
                .singleElement()
                .satisfies(
                        line -> assertThat(line.getKeyValuePairs().toString()).contains("refused"));
    }

    @Test
    void a_collector_that_hangs_does_not_hold_up_the_stop() throws Exception {
        collector.hang();
        List<Instant> begun = new ArrayList<>();

        try (var colophon = RunningColophon.start(folder, variables)) {
            assertThat(ask(colophon.port(), "/").statusCode()).isLessThan(400);
            begun.add(Instant.now());
        }

        assertThat(Duration.between(begun.getFirst(), Instant.now())).isLessThan(Duration.ofMillis(3_500));
    }
}
