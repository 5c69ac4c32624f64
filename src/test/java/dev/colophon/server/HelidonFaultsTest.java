package dev.colophon.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.config.Config;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.SetCookie;
import io.helidon.http.Status;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Helidon alone, without any of our remedies. Each test is true while the fault is there; one that
 * fails with a new release says that its remedy can go (docs/HELIDON.md names it).
 */
@Timeout(60)
class HelidonFaultsTest {
    private static final String HIDDEN = RawClient.get("/hidden");
    private static volatile CountDownLatch hiddenRan = new CountDownLatch(1);
    private static WebServer server;

    @BeforeAll
    static void start() {
        server = bare(0).start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @BeforeEach
    void forget() {
        hiddenRan = new CountDownLatch(1);
    }

    private static WebServer bare(int port) {
        var http1 =
                Http1ConnectionSelector.builder().config(Http1Config.create()).build();
        return WebServer.builder()
                .config(Config.empty())
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .addConnectionSelector(http1)
                .host("127.0.0.1")
                .port(port)
                .shutdownHook(false)
                .routing(HelidonFaultsTest::routes)
                .build();
    }

    private static void routes(HttpRouting.Builder routing) {
        routing.get("/hello", (request, response) -> response.send("hello"))
                .get("/hidden", (request, response) -> hidden(response))
                .get(
                        "/nothing",
                        (request, response) ->
                                response.status(Status.NO_CONTENT_204).send())
                .post("/ignore", (request, response) -> response.send("ignored"))
                .post(
                        "/read",
                        (request, response) -> response.send(request.content().as(byte[].class)))
                .post("/refuse", (request, response) -> refuse(response));
    }

    private static void hidden(ServerResponse response) {
        hiddenRan.countDown();
        response.send("hidden");
    }

    private static void refuse(ServerResponse response) {
        response.header(HeaderValues.CONNECTION_CLOSE);
        response.status(Status.BAD_REQUEST_400).send("refused");
    }

    static List<Arguments> smuggling() {
        int length = HIDDEN.length();
        String chunked = "Transfer-Encoding: chunked";
        return List.of(
                Arguments.of(
                        "a client that asks to close",
                        "GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" + HIDDEN),
                Arguments.of(
                        "a body that is not read before an answer that closes",
                        post("/refuse", "Content-Length: " + length, HIDDEN)),
                Arguments.of(
                        "an early answer to Expect",
                        post("/ignore", "Expect: 100-continue\r\nContent-Length: " + length, HIDDEN)),
                Arguments.of(
                        "a chunk that does not end where it says",
                        post("/read", chunked, "3\r\nabcXX0\r\n\r\n" + HIDDEN)),
                Arguments.of(
                        "an answer to HEAD with a body",
                        RawClient.get("/nowhere").replace("GET", "HEAD") + HIDDEN));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("smuggling")
    void a_hidden_request_is_run(String what, String request) throws Exception {
        try (var client = new RawClient(server.port())) {
            client.send(request);

            assertThat(hiddenRan.await(10, TimeUnit.SECONDS)).as(what).isTrue();
        }
    }

    @Test
    void a_chunk_extension_is_waited_for_without_end() throws IOException {
        String body = "3;a=b\r\nabc\r\n0\r\n\r\n";

        assertThat(within(post("/read", "Transfer-Encoding: chunked", body))).isEmpty();
    }

    @Test
    void headers_that_never_end_are_waited_for_without_end() throws IOException {
        assertThat(within("GET /hello HTTP/1.1\r\nHost: a\r\n")).isEmpty();
    }

    @Test
    void an_answer_without_content_claims_a_length() throws IOException {
        assertThat(answer(RawClient.get("/nothing")).header("Content-Length")).isEqualTo("0");
    }

    @Test
    void head_does_not_follow_get() throws IOException {
        assertThat(answer(RawClient.get("/hello").replace("GET", "HEAD")).status())
                .isEqualTo(404);
    }

    @Test
    void a_method_that_a_path_does_not_have_is_not_found() throws IOException {
        assertThat(answer(RawClient.get("/hello").replace("GET", "PUT")).status())
                .isEqualTo(404);
    }

    @Test
    void a_method_that_is_no_token_is_a_fault_of_the_server() throws IOException {
        assertThat(answer(RawClient.get("/hello").replace("GET", "F@O")).status())
                .isEqualTo(500);
    }

    @Test
    void a_query_as_browsers_send_it_is_refused() throws IOException {
        assertThat(answer(RawClient.get("/hello?q=a|b")).status()).isEqualTo(400);
    }

    @Test
    void a_port_in_use_is_no_failure_of_the_start() {
        assertThat(bare(server.port()).start().isRunning()).isFalse();
    }

    @Test
    void stopping_breaks_off_a_connection_whose_request_is_under_way() throws IOException {
        WebServer stopping = bare(0).start();
        try (var client = new RawClient(stopping.port())) {
            client.send(RawClient.get("/hello")).answer();
            client.send("GET /hel");
            stopping.stop();
            String rest = client.send("lo HTTP/1.1\r\nHost: a\r\n\r\n").untilClosed();

            assertThat(rest).isEmpty();
        } catch (SocketException cutOff) {
            assertThat(cutOff).isNotNull();
        }
    }

    @Test
    void a_cookie_cannot_be_taken_away() {
        String cookie = SetCookie.builder("a", "").maxAge(Duration.ZERO).build().toString();

        assertThat(cookie).isEqualTo("a=");
    }

    @Test
    void the_value_of_one_cookie_can_bring_another_along() {
        var headers = WritableHeaders.create();
        headers.set(HeaderNames.COOKIE, "theirs=x,colophon=stolen");

        assertThat(ServerRequestHeaders.create(headers).cookies().get("colophon"))
                .isEqualTo("stolen");
    }

    private static RawClient.Answer answer(String request) throws IOException {
        try (var client = new RawClient(server.port())) {
            return client.send(request).answer();
        }
    }

    private static String within(String request) throws IOException {
        try (var client = new RawClient(server.port())) {
            return client.send(request).within(Duration.ofSeconds(1));
        }
    }

    private static String post(String path, String headers, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n\r\n" + body;
    }
}
