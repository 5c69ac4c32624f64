package dev.colophon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests whose end two readers could see in different places. Each is followed by, or contains, a
 * request to /hidden; a server that answers it can be made to run requests that its proxy never
 * saw.
 */
@Timeout(60)
class FramingTest {
    private static final String HIDDEN = RawClient.get("/hidden");
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = new RunningServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> probes() {
        return Stream.of(lengths(), codings(), bodies(), heads(), targets()).flatMap(List::stream);
    }

    private static List<Arguments> lengths() {
        return List.of(
                post("two different lengths", "Content-Length: 3\r\nContent-Length: 0", "abc"),
                post("two lengths, the first 0", "Content-Length: 0\r\nContent-Length: 3", "abc"),
                post("the same length twice", "Content-Length: 3\r\nContent-Length: 3", "abc"),
                post("a list of lengths", "Content-Length: 3, 3", "abc"),
                post("a list of two lengths", "Content-Length: 0, 44", ""),
                post("a plus sign", "Content-Length: +0", ""),
                post("a plus sign and digits", "Content-Length: +3", "abc"),
                post("a negative length", "Content-Length: -1", "3\r\nabc\r\n0\r\n\r\n"),
                post("another negative length", "Content-Length: -5", "abc"),
                post("letters after digits", "Content-Length: 3x", "abc"),
                post("a hexadecimal length", "Content-Length: 0x0", ""),
                post("a fraction", "Content-Length: 0.0", ""),
                post("an overflowing length", "Content-Length: 18446744073709551616", ""),
                post("an empty length", "Content-Length:", ""),
                post("a length with a space inside", "Content-Length: 0 0", ""),
                post("other digits", "Content-Length: \u0660", ""));
    }

    private static List<Arguments> codings() {
        String chunks = "3\r\nabc\r\n0\r\n\r\n";
        return List.of(
                post("length beside coding", "Content-Length: 5\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
                post("coding beside length", "Transfer-Encoding: chunked\r\nContent-Length: 0", "0\r\n\r\n"),
                post("chunked", "Transfer-Encoding: chunked", chunks),
                post("chunked in capitals", "Transfer-Encoding: CHUNKED", chunks),
                post("chunked capitalised", "Transfer-Encoding: Chunked", chunks),
                post("an unknown coding", "Transfer-Encoding: xchunked", ""),
                post("identity", "Transfer-Encoding: identity", ""),
                post("an empty coding", "Transfer-Encoding:", ""),
                post("two codings", "Transfer-Encoding: gzip, chunked", chunks),
                post("coding twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", chunks),
                post("a tab before chunked", "Transfer-Encoding:\tchunked", chunks),
                post("chunk extension", "Transfer-Encoding: chunked", "3;a=b\r\nabc\r\n0\r\n\r\n"),
                post("chunk extension ended by a bare line feed", "Transfer-Encoding: chunked", "3;\nabc\r\n0\r\n\r\n"),
                post(
                        "an overflowing chunk size",
                        "Transfer-Encoding: chunked",
                        "FFFFFFFFFFFFFFFFF\r\nabc\r\n0\r\n\r\n"),
                post("trailers", "Transfer-Encoding: chunked", "3\r\nabc\r\n0\r\nX: y\r\n\r\n"));
    }

    private static List<Arguments> bodies() {
        String inner = HIDDEN;
        return List.of(
                post(
                        "expect, body sent anyway, handler does not read",
                        "Expect: 100-continue\r\nContent-Length: " + inner.length(),
                        inner),
                post("content coding", "Content-Encoding: gzip\r\nContent-Length: 3", "abc"),
                probe(
                        "a body behind an unknown host",
                        "POST /read HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n"
                                + "Content-Length: "
                                + inner.length()
                                + "\r\n\r\n"
                                + inner),
                probe(
                        "close before a second request",
                        "GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
                probe("close in another case", "GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: Close\r\n\r\n"),
                probe("close in a list", "GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: a, CLOSE\r\n\r\n"),
                probe(
                        "close before a body that is not read",
                        "POST /ignore HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                + "Content-Length: "
                                + inner.length()
                                + "\r\n\r\n"
                                + inner),
                probe(
                        "a body larger than any may be",
                        "POST /ignore HTTP/1.1\r\nHost: localhost\r\n" + "Content-Length: 99999999\r\n\r\n" + inner));
    }

    private static List<Arguments> heads() {
        return List.of(
                probe("bare line feeds", "GET /hello HTTP/1.1\nHost: localhost\n\n"),
                probe("a bare line feed in a header", "GET /hello HTTP/1.1\r\nHost: localhost\nX: y\r\n\r\n"),
                probe(
                        "a bare carriage return in a header",
                        "GET /hello HTTP/1.1\r\nHost: localhost\r\nX: y\rz\r\n\r\n"),
                probe(
                        "a space before the colon",
                        "POST /ignore HTTP/1.1\r\nHost: localhost\r\nContent-Length : 3\r\n\r\n"),
                probe(
                        "a folded header",
                        "POST /ignore HTTP/1.1\r\nHost: localhost\r\nX: y\r\n Content-Length: 3" + "\r\n\r\n"),
                probe("NUL in a header", "GET /hello HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n"),
                probe("no colon", "GET /hello HTTP/1.1\r\nHost: localhost\r\nnothing\r\n\r\n"),
                probe("no host", "GET /hello HTTP/1.1\r\n\r\n"),
                probe("two hosts", "GET /hello HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n"),
                probe("HTTP/1.0", "GET /hello HTTP/1.0\r\nHost: localhost\r\n\r\n"),
                probe("HTTP/0.9", "GET /hello\r\n"),
                probe("HTTP/2 with prior knowledge", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                probe("an empty first line", "\r\nGET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                probe("a space in the target", "GET /hello there HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                probe("garbage", "\u0016\u0003\u0001\u0000\u00a5\r\n\r\n"),
                probe("a method that is no token", "G@T /hello HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                probe("a broken escape in the path", "GET /he%zzllo HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    }

    private static List<Arguments> targets() {
        return List.of(
                probe(
                        "an absolute target with another host",
                        "GET http://evil.example/hello HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                probe(
                        "an absolute target with user information",
                        "GET http://localhost@evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                probe(
                        "an absolute target with a longer host",
                        "GET http://localhost.evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                probe("a query without path", "GET ?a=b HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                probe("a control character in the query", "GET /hello?a=\u0001 HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                probe("letters beyond ASCII in the path", "GET /h\u00e9llo HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                probe("a fragment alone", "GET #a HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                probe("a target without slash", "GET hello HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                probe("an asterisk", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                probe("CONNECT", "CONNECT localhost:443 HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                probe("TRACE", "TRACE /hello HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    }

    private static Arguments post(String name, String headers, String body) {
        return probe(name, "POST /ignore HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n\r\n" + body);
    }

    private static Arguments probe(String name, String request) {
        return Arguments.of(name, request);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("probes")
    void no_probe_makes_the_server_run_a_hidden_request(String name, String request) throws IOException {
        try (var client = new RawClient(server.port())) {
            long start = System.nanoTime();
            String all = client.send(request + HIDDEN).untilClosed();

            assertThat(server.hiddenCalls).as(name).hasValue(0);
            assertThat(all.split("HTTP/1\\.1 [2-5]", -1)).as(all).hasSizeLessThanOrEqualTo(2);
            assertThat(all).doesNotContain("evil.example", "HIDDEN", "Exception");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(seconds(4));
        }
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void a_body_that_is_not_read_does_not_become_a_request() throws IOException {
        try (var client = new RawClient(server.port())) {
            String body = HIDDEN;
            String all = client.send("POST /ignore HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                            + body.length()
                            + "\r\n\r\n"
                            + body
                            + RawClient.get("/hello"))
                    .within(Duration.ofMillis(300));

            assertThat(server.hiddenCalls).hasValue(0);
            assertThat(all).contains("ignored").endsWith("hello");
        }
    }

    @Test
    void a_body_for_an_unknown_path_does_not_become_a_request() throws IOException {
        try (var client = new RawClient(server.port())) {
            String body = HIDDEN;
            String all = client.send("POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                            + body.length()
                            + "\r\n\r\n"
                            + body
                            + RawClient.get("/hello"))
                    .within(Duration.ofMillis(300));

            assertThat(server.hiddenCalls).hasValue(0);
            assertThat(all).contains("HTTP/1.1 405").endsWith("hello");
        }
    }

    @Test
    void a_refused_upload_that_is_still_being_sent_sees_its_answer() throws IOException {
        try (var client = new RawClient(server.port())) {
            client.send("POST /read HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.send("80000\r\n").send(new byte[0x80000]);

            assertThat(client.answer().status()).isEqualTo(411);
        }
    }

    @Test
    void an_absolute_target_on_the_named_host_is_a_path() throws IOException {
        try (var client = new RawClient(server.port())) {
            client.send("GET http://LOCALHOST/hello?a=b HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(client.answer().body()).isEqualTo("hello");
        }
    }

    @Test
    void an_expected_body_is_asked_for_and_read() throws IOException {
        try (var client = new RawClient(server.port())) {
            client.send(
                    "POST /read HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n" + "Content-Length: 3\r\n\r\n");
            assertThat(client.within(Duration.ofMillis(300))).startsWith("HTTP/1.1 100 ");
            String rest = client.send("abc" + HIDDEN).untilClosed();

            assertThat(rest).startsWith("HTTP/1.1 200 ").endsWith("read 3");
            assertThat(server.hiddenCalls).hasValue(0);
        }
    }

    @Test
    void requests_sent_together_are_answered_in_order() throws IOException {
        try (var client = new RawClient(server.port())) {
            client.send(RawClient.get("/hello") + RawClient.get("/facts") + RawClient.get("/nope"));

            assertThat(client.answer().body()).isEqualTo("hello");
            assertThat(client.answer().body()).contains("127.0.0.1");
            assertThat(client.answer().status()).isEqualTo(404);
        }
    }

    @Test
    void each_refusal_says_which_rule_was_broken() throws IOException {
        assertThat(status("Transfer-Encoding: chunked")).isEqualTo(411);
        assertThat(status("Content-Length: 1\r\nContent-Length: 1")).isEqualTo(400);
        assertThat(status("Content-Length: 99999999")).isEqualTo(413);
        assertThat(status("X: " + "y".repeat(20_000))).isEqualTo(431);
    }

    private static int status(String headers) throws IOException {
        try (var client = new RawClient(server.port())) {
            client.send("POST /read HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n\r\n");
            return client.answer().status();
        }
    }
}
