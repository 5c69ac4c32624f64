package dev.colophon.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every answer, and above all for every failure. */
@Timeout(30)
class AnswersTest {
    private static RunningServer server;

    @BeforeAll
    static void start() {
        var choice = new RunningServer.Choice();
        choice.routes = routing -> routing.get("/stream", (request, response) -> stream(response, false))
                .get("/broken", (request, response) -> stream(response, true))
                .get(
                        "/own",
                        (request, response) -> response.header("Referrer-Policy", "no-referrer")
                                .send("own"));
        server = new RunningServer(choice);
    }

    private static void stream(ServerResponse response, boolean breakOff) throws IOException {
        try (var out = response.outputStream()) {
            for (int piece = 0; piece < 3; piece++) {
                out.write(new byte[5000]);
                out.flush();
            }
            if (breakOff) {
                throw new IllegalStateException("secret in the middle");
            }
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hello", "/nowhere", "/fault", "/split", "/stream"})
    void every_answer_has_the_standard_headers_and_an_id(String path) throws IOException {
        try (var client = new RawClient(server.port())) {
            RawClient.Answer answer = client.send(RawClient.get(path)).headAnswer();

            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("X-Request-Id")).isNotEmpty();
        }
    }

    @Test
    void a_refused_protocol_has_them_as_well() throws IOException {
        try (var client = new RawClient(server.port())) {
            String all = client.send("nonsense\r\n\r\n").untilClosed();

            assertThat(all).startsWith("HTTP/1.1 400 ").doesNotContain("nonsense");
            assertThat(RawClient.Answer.header(all, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(RawClient.Answer.header(all, "X-Request-Id")).isNotEmpty();
            assertThat(RawClient.Answer.header(all, "Connection")).isEqualTo("close");
        }
    }

    @Test
    void a_handler_may_set_a_standard_header_itself() throws IOException {
        assertThat(get("/own").header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void ids_are_never_used_twice() throws IOException {
        Set<String> ids = new HashSet<>();
        try (var client = new RawClient(server.port())) {
            for (int request = 0; request < 100; request++) {
                ids.add(client.send(RawClient.get("/hello")).answer().header("X-Request-Id"));
            }
        }

        assertThat(ids).hasSize(100);
    }

    @Test
    void a_stranger_cannot_choose_the_id() throws IOException {
        try (var client = new RawClient(server.port())) {
            client.send("GET /facts HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: chosen\r\n"
                    + "X-Forwarded-For: 9.9.9.9\r\nX-Forwarded-Proto: https\r\n\r\n");

            assertThat(client.answer().body()).doesNotContain("chosen").endsWith(" 127.0.0.1 false");
        }
    }

    @Test
    void a_fault_says_nothing_about_itself() throws IOException {
        var answer = get("/fault");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("code=internal");
    }

    @Test
    void a_line_break_in_a_header_splits_nothing() throws IOException {
        var answer = get("/split");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.head()).doesNotContain("Set-Cookie", "X-Value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hello", "/nowhere", "/bytes/100000", "/stream"})
    void an_answer_to_head_has_no_body(String path) throws IOException {
        try (var client = new RawClient(server.port())) {
            String head = "HEAD" + RawClient.get(path).substring(3);
            client.send(head + RawClient.get("/hello"));

            assertThat(client.headAnswer().head()).startsWith("HTTP/1.1 ");
            assertThat(client.answer().body()).isEqualTo("hello");
        }
    }

    @Test
    void head_of_a_get_route_tells_its_length() throws IOException {
        var choice = new RunningServer.Choice();
        choice.routes = routing -> routing.any("/both", (request, response) -> response.send("12345"));
        try (var other = new RunningServer(choice);
                var client = new RawClient(other.port())) {
            client.send("HEAD /both HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(client.headAnswer().header("Content-Length")).isEqualTo("5");
            assertThat(client.within(Duration.ofMillis(100))).isEmpty();
        }
    }

    @Test
    void what_follows_an_answer_to_head_is_complete() throws IOException {
        try (var client = new RawClient(server.port())) {
            client.send("HEAD /hello HTTP/1.1\r\nHost: localhost\r\n\r\n");
            client.headAnswer();

            assertThat(client.send("nonsense\r\n\r\n").answer().body()).contains("malformed");
        }
    }

    @Test
    void an_answer_that_breaks_off_closes_its_connection() throws IOException {
        try (var client = new RawClient(server.port())) {
            client.send(RawClient.get("/broken") + RawClient.get("/hidden"));
            String all = client.untilClosed();

            assertThat(all).startsWith("HTTP/1.1 200 ").doesNotContain("secret", "\r\n0\r\n\r\n", "HIDDEN");
        }
    }

    @Test
    void a_request_line_that_is_too_long_is_refused() throws IOException {
        try (var client = new RawClient(server.port())) {
            client.send(RawClient.get("/hello?" + "a".repeat(5000)));

            assertThat(client.untilClosed()).startsWith("HTTP/1.1 431 ").doesNotContain("aaaaaaaa");
        }
    }

    @Test
    void headers_that_are_too_large_are_refused() throws IOException {
        try (var client = new RawClient(server.port())) {
            client.send("GET /hello HTTP/1.1\r\nHost: localhost\r\n");
            client.send(("X-Filler: " + "a".repeat(90) + "\r\n").repeat(200) + "\r\n");

            assertThat(client.untilClosed()).startsWith("HTTP/1.1 431 ");
        }
    }

    @Test
    void an_id_in_the_query_with_a_colon_is_legal() throws IOException {
        assertThat(get("/hello?since=2026-01-01T10:00:00Z").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "TRACE"})
    void methods_that_nobody_has_are_refused(String method) throws IOException {
        try (var client = new RawClient(server.port())) {
            client.send(method + RawClient.get("/hello").substring(3));
            String all = client.untilClosed();

            assertThat(all).startsWith("HTTP/1.1 405 ").contains("\r\nAllow: GET, HEAD, ");
        }
    }

    @Test
    void a_connection_that_is_asked_to_close_closes() throws IOException {
        try (var client = new RawClient(server.port())) {
            client.send("GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            long start = System.nanoTime();
            String all = client.untilClosed();

            assertThat(RawClient.Answer.header(all, "Connection")).isEqualTo("close");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ofMillis(400));
        }
    }

    private static Duration ofMillis(long millis) {
        return Duration.ofMillis(millis);
    }

    private static RawClient.Answer get(String path) throws IOException {
        try (var client = new RawClient(server.port())) {
            return client.send(RawClient.get(path)).answer();
        }
    }
}
