package dev.colophon.monitoring.fault;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.colophon.monitoring.Monitoring;
import dev.colophon.monitoring.MonitoringServer;
import dev.colophon.monitoring.MonitoringServer.Sent;
import dev.colophon.observe.BootReport;
import dev.colophon.observe.BuildInfo;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.testing.RunningColophon;
import dev.colophon.testing.TakesLong;
import dev.colophon.testing.TestSettings;
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
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** What a Sentry server is told, and that it is told nothing of what anybody sent or stored. */
@Timeout(60)
@TakesLong("starts the program for each test, and waits for a server that hangs")
@Isolated("hears the log of the whole JVM")
class FaultReportsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String[] SECRETS = {
        "correct-horse", "battery-staple", "eyJhbGciOi", "ada-of-the-north", "INSERT INTO", "values of the row"
    };

    @TempDir
    Path folder;

    private MonitoringServer sentry;

    @BeforeEach
    void start() throws IOException {
        sentry = new MonitoringServer();
    }

    @AfterEach
    void stop() {
        sentry.close();
    }

    private Map<String, String> variables() {
        return Map.of(
                "SENTRY_DSN",
                "http://0123456789abcdef@127.0.0.1:" + sentry.port() + "/7",
                "TRUSTED_PROXIES",
                "127.0.0.1");
    }

    /** From now on nobody can make an account, and the database says so in words that must not get out. */
    private void spoilAccounts() throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/colophon.sqlite3"));
                var statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TRIGGER spoilt BEFORE INSERT ON users BEGIN SELECT RAISE(ABORT, 'INSERT INTO users:"
                            + " values of the row: correct-horse, eyJhbGciOi'); END");
        }
    }

    private static HttpResponse<String> register(int port) throws Exception {
        String body = "{\"username\":\"ada-of-the-north\",\"password\":\"correct-horse-battery-staple\"}";
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/auth/register"))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer eyJhbGciOi")
                        .header("Cookie", "session=eyJhbGciOi")
                        .header("X-Request-Id", "from-the-proxy-1")
                        .timeout(Duration.ofSeconds(20))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The event of an envelope: its third line, behind those that say what it is. */
    private static JsonNode event(Sent envelope) throws IOException {
        return JSON.readTree(envelope.text().split("\n", -1)[2]);
    }

    @Test
    void a_fault_is_told_by_its_place_and_its_request_and_without_what_was_sent_or_stored() throws Exception {
        try (var colophon = RunningColophon.start(folder, variables())) {
            spoilAccounts();
            assertThat(register(colophon.port()).statusCode()).isEqualTo(500);

            Sent sent = sentry.next();
            assertThat(sent.path()).isEqualTo("/api/7/envelope/");
            assertThat(sent.headers().get("Content-encoding")).containsExactly("gzip");
            assertThat(sent.all()).doesNotContain(SECRETS).doesNotContain(folder.toString());
            JsonNode event = event(sent);
            assertThat(event.path("level").asText()).isEqualTo("error");
            assertThat(event.path("environment").asText()).isEqualTo("test");
            assertThat(event.path("release").asText()).startsWith("colophon@");
            assertThat(event.path("transaction").asText()).isEqualTo("POST /api/v1/auth/register");
            assertThat(event.at("/tags/request_id").asText()).isEqualTo("from-the-proxy-1");
            assertThat(event.at("/tags/route").asText()).isEqualTo("/api/v1/auth/register");
            assertThat(event.at("/tags/method").asText()).isEqualTo("POST");
            assertThat(event.at("/message/message").asText()).isEqualTo("a request failed");
            JsonNode exceptions = event.at("/exception/values");
            assertThat(exceptions.findValuesAsText("type")).containsExactly("SQLiteException", "IllegalStateException");
            assertThat(exceptions.findValues("value")).isEmpty();
            assertThat(exceptions.findValuesAsText("module")).contains("dev.colophon.database.Session");
            for (String absent :
                    new String[] {"request", "user", "breadcrumbs", "server_name", "modules", "threads", "extra"}) {
                assertThat(event.has(absent)).as(absent).isFalse();
            }
        }
    }

    @Test
    void a_failure_that_somebody_is_to_blame_for_is_not_told() throws Exception {
        try (var colophon = RunningColophon.start(folder, variables())) {
            assertThat(colophon.get("/api/v1/books/nothing").statusCode()).isEqualTo(401);
            assertThat(colophon.get("/nothing").statusCode()).isEqualTo(404);
            assertThat(register(colophon.port()).statusCode()).isEqualTo(201);

            assertThat(sentry.nextIfAny()).isNull();
        }
    }

    @Test
    void a_server_that_hangs_holds_up_neither_requests_nor_the_stop() throws Exception {
        sentry.hang();
        Instant begun;
        try (var colophon = RunningColophon.start(folder, variables())) {
            spoilAccounts();
            assertThat(register(colophon.port()).statusCode()).isEqualTo(500);
            sentry.next();
            begun = Instant.now();
            assertThat(register(colophon.port()).statusCode()).isEqualTo(500);
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(3));
            begun = Instant.now();
        }
        assertThat(Duration.between(begun, Instant.now())).isBetween(Duration.ofSeconds(1), Duration.ofMillis(3_500));
    }

    private Monitoring monitoring() {
        return monitoring(variables());
    }

    private Monitoring monitoring(Map<String, String> variables) {
        var instance = new BootReport.Instance("i", new BuildInfo("1.2.3", "abcdef"), "production", Instant.EPOCH);
        return Monitoring.begin(TestSettings.in(folder, variables), instance, InstantSource.system());
    }

    @Test
    void a_start_that_fails_by_a_fault_is_told_and_one_that_was_foreseen_is_not() throws Exception {
        try (Monitoring monitoring = monitoring()) {
            monitoring.startFailed(new StartFailure(ExitCode.TRY_AGAIN, "start", "why", "remedy"));
            monitoring.startFailed(new IllegalStateException("correct-horse", new IOException("battery-staple")));

            Sent sent = sentry.next();
            JsonNode event = event(sent);
            assertThat(event.path("level").asText()).isEqualTo("fatal");
            assertThat(event.path("release").asText()).isEqualTo("colophon@1.2.3+abcdef");
            assertThat(event.path("environment").asText()).isEqualTo("production");
            assertThat(event.at("/exception/values").findValuesAsText("type"))
                    .containsExactly("IOException", "IllegalStateException");
            assertThat(sent.all()).doesNotContain(SECRETS);
        }
        assertThat(sentry.nextIfAny()).isNull();
    }

    @Test
    void of_a_line_in_the_background_the_text_is_told_unfilled_and_of_a_library_not_at_all() throws Exception {
        try (Monitoring _ = monitoring()) {
            LoggerFactory.getLogger("dev.colophon.some.Worker")
                    .atError()
                    .addKeyValue("reader", "ada-of-the-north")
                    .log("a job failed: {}", "correct-horse");
            LoggerFactory.getLogger("com.example.Driver").error("cannot run INSERT INTO users");
            LoggerFactory.getLogger("dev.colophon.some.Worker").warn("not this one");

            Sent own = sentry.next();
            Sent library = sentry.next();
            assertThat(event(own).at("/message/message").asText()).isEqualTo("a job failed: {}");
            assertThat(event(own).path("logger").asText()).isEqualTo("dev.colophon.some.Worker");
            assertThat(event(own).has("transaction")).isFalse();
            assertThat(event(library).path("logger").asText()).isEqualTo("com.example.Driver");
            assertThat(event(library).has("message")).isFalse();
            assertThat(own.all() + library.all()).doesNotContain(SECRETS);
        }
        assertThat(sentry.nextIfAny()).isNull();
    }

    @Test
    void a_server_that_is_away_costs_one_warning() throws Exception {
        Map<String, String> away = variables();
        sentry.close();
        Logger warnings = (Logger) LoggerFactory.getLogger(Undelivered.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        warnings.addAppender(lines);
        try (Monitoring _ = monitoring(away)) {
            for (int fault = 0; fault < 5; fault++) {
                LoggerFactory.getLogger("dev.colophon.some.Worker").error("a job failed");
            }
        } finally {
            warnings.detachAppender(lines);
        }

        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getKeyValuePairs().toString()).contains("network_error");
        });
    }

    @Test
    void after_the_end_nothing_is_told() throws Exception {
        monitoring().close();

        LoggerFactory.getLogger("dev.colophon.some.Worker").error("too late");

        assertThat(sentry.nextIfAny()).isNull();
    }
}
