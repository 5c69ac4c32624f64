package dev.colophon.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.read.ListAppender;
import dev.colophon.logging.RequestId;
import dev.colophon.server.connection.Connection;
import dev.colophon.server.request.Replies;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** One line for each request; whoever reads the log must find no secret of a reader in it. */
@Timeout(30)
@Isolated("reads the log of the whole JVM")
class RequestLogTest {
    private final Logger access = (Logger) LoggerFactory.getLogger("access");
    private final Lines lines = new Lines();
    private RunningServer server;

    @BeforeEach
    void start() {
        var choice = new RunningServer.Choice();
        choice.routes = routing -> routing.get(
                        "/inside", (request, response) -> response.send(String.valueOf(RequestId.current())))
                .get("/wait", (request, response) -> {
                    Connection.currentRequest().route("/wait");
                    Connection.currentRequest().waits();
                    Thread.sleep(500);
                    response.send("waited");
                });
        server = new RunningServer(choice);
        lines.start();
        access.addAppender(lines);
    }

    @AfterEach
    void stop() {
        access.detachAppender(lines);
        server.close();
    }

    @Test
    void a_request_is_one_line_with_its_id() throws Exception {
        var answer = ask(RawClient.get("/facts?token=verysecret"));

        Map<String, Object> line = lines.next(answer.header("X-Request-Id"));
        assertThat(line)
                .containsEntry("method", "GET")
                .containsEntry("route", "/facts")
                .containsEntry("status", 200)
                .containsEntry("client", "127.0.0.1")
                .containsEntry("complete", true)
                .containsEntry("bytes", (long) answer.head().length() + answer.bytes().length)
                .containsKey("ms");
        assertThat(line.toString()).doesNotContain("verysecret", "token");
    }

    @Test
    void a_path_that_nobody_named_is_not_repeated() throws Exception {
        var answer = ask(RawClient.get("/reset/verysecret"));

        assertThat(lines.next(answer.header("X-Request-Id")))
                .containsEntry("route", "unmatched")
                .containsEntry("status", 404);
    }

    @Test
    void a_method_that_nobody_knows_is_not_repeated() throws Exception {
        var answer = ask("BREW /hello HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(lines.next(answer.header("X-Request-Id"))).containsEntry("method", "other");
    }

    @Test
    void a_refused_request_is_a_line_as_well() throws Exception {
        var answer = ask("GET /hello HTTP/1.1\r\nHost: evil.example\r\n\r\n");

        assertThat(lines.next(answer.header("X-Request-Id"))).containsEntry("status", 421);
    }

    @Test
    void a_request_that_cannot_be_read_is_a_line_as_well() throws Exception {
        var answer = ask("nonsense\r\n\r\n");

        assertThat(lines.next(answer.header("X-Request-Id")))
                .containsEntry("route", "malformed")
                .containsEntry("status", 400);
    }

    @Test
    void an_answer_that_nobody_takes_is_not_complete() throws Exception {
        try (var client = new RawClient(server.port())) {
            client.socket().setReceiveBufferSize(4096);
            client.send(RawClient.get("/bytes/50000000"));
            Thread.sleep(100);
        }

        assertThat(lines.next("")).containsEntry("complete", false);
    }

    @Test
    void how_long_a_stream_waited_is_in_the_log_and_not_in_the_metrics() throws Exception {
        var answer = ask(RawClient.get("/wait"));

        long all = (Long)
                Objects.requireNonNull(lines.next(answer.header("X-Request-Id")).get("ms"));
        assertThat(all).isGreaterThanOrEqualTo(500);
        String sum = "http_server_requests_seconds_sum{method=\"GET\",route=\"/wait\",status=\"200\"} ";
        assertThat(server.meters.text().lines().filter(line -> line.startsWith(sum)))
                .hasSize(1)
                .allSatisfy(line -> assertThat(Double.parseDouble(line.substring(sum.length())))
                        // the log leaves out what is less than a millisecond
                        .isLessThanOrEqualTo((all + 1 - 500) / 1_000.0));
    }

    @Test
    void log_lines_of_a_handler_have_the_id_and_later_ones_have_not() throws Exception {
        var answer = ask(RawClient.get("/inside"));

        assertThat(answer.body()).isEqualTo(answer.header("X-Request-Id"));
        assertThat(RequestId.current()).isNull();
    }

    @Test
    void a_fault_that_no_handler_caught_is_logged_with_its_cause() throws Exception {
        Logger replies = (Logger) LoggerFactory.getLogger(Replies.class);
        var faults = new ListAppender<ILoggingEvent>();
        faults.start();
        replies.addAppender(faults);
        try {
            assertThat(ask(RawClient.get("/fault")).status()).isEqualTo(500);
        } finally {
            replies.detachAppender(faults);
        }

        assertThat(faults.list).singleElement().satisfies(fault -> {
            assertThat(fault.getLevel()).isEqualTo(Level.ERROR);
            assertThat(ThrowableProxyUtil.asString(fault.getThrowableProxy())).contains("secret in a message");
        });
    }

    private RawClient.Answer ask(String request) throws IOException {
        try (var client = new RawClient(server.port())) {
            return client.send(request).answer();
        }
    }

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final LinkedBlockingQueue<Map<String, Object>> events = new LinkedBlockingQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            Map<String, Object> line = event.getKeyValuePairs().stream()
                    .collect(Collectors.toMap((KeyValuePair pair) -> pair.key, pair -> pair.value));
            String id = RequestId.current();
            line.putIfAbsent("request_id", id == null ? "" : id);
            events.add(line);
        }

        /** The line of one request, or any line for an empty id; others' tests may log as well. */
        Map<String, Object> next(String requestId) throws InterruptedException {
            while (true) {
                Map<String, Object> line = events.poll(5, TimeUnit.SECONDS);
                assertThat(line).as("a line for " + requestId).isNotNull();
                if (requestId.isEmpty() || requestId.equals(line.get("request_id"))) {
                    return line;
                }
            }
        }
    }
}
