package dev.colophon.backup.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.colophon.account.MovableClock;
import dev.colophon.json.Json;
import dev.colophon.settings.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NoticePostTest {
    private static final String KEY = "a-key-of-some-length-that-nobody-knows";

    /** What arrived. */
    private record Arrived(String path, String signature, String type, byte[] body) {}

    private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
    private final MovableClock clock = new MovableClock();

    /** How often the answer is 503 before it is 204. */
    private volatile int refusals;

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_notice_is_json_whose_signature_the_receiver_can_reckon() throws Exception {
        post("/hook?token=t").send(NotifierTest.FAILURE);

        assertThat(arrived).hasSize(1);
        Arrived only = arrived.getFirst();
        assertThat(only.path()).isEqualTo("/hook?token=t");
        assertThat(only.type()).isEqualTo("application/json");
        String seconds = String.valueOf(clock.instant().getEpochSecond());
        assertThat(only.signature()).isEqualTo("t=" + seconds + ",v1=" + hmac(seconds + ".", only.body()));
        JsonNode notice = Json.readTree(only.body());
        assertThat(notice.path("outcome").asText()).isEqualTo("failure");
        assertThat(notice.path("kind").asText()).isEqualTo("auto");
        assertThat(notice.path("exit_code").asInt()).isEqualTo(17);
        assertThat(notice.path("at").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(notice.path("id").asText())
                .isEqualTo(NotifierTest.FAILURE.id().toString());
    }

    @Test
    void what_is_refused_twice_is_sent_a_third_time_with_the_same_body() throws Exception {
        refusals = 2;

        post("/").send(NotifierTest.FAILURE);

        assertThat(arrived).hasSize(3);
        assertThat(arrived)
                .allMatch(one -> new String(one.body(), StandardCharsets.UTF_8)
                        .equals(new String(arrived.getFirst().body(), StandardCharsets.UTF_8)));
    }

    @Test
    void what_is_refused_thrice_is_a_failure_that_names_no_address() {
        refusals = 9;

        assertThatThrownBy(() -> post("/hook?token=t").send(NotifierTest.FAILURE))
                .isInstanceOf(NoticeFailure.class)
                .hasMessage("the address answered with status 503, 3 times");
        assertThat(arrived).hasSize(3);
    }

    @Test
    void no_redirect_is_followed() {
        assertThatThrownBy(() -> post("/redirect").send(NotifierTest.FAILURE))
                .isInstanceOf(NoticeFailure.class)
                .hasMessageContaining("status 307");
        assertThat(arrived).extracting(Arrived::path).containsOnly("/redirect");
    }

    @Test
    void an_answer_that_never_ends_is_a_failure() {
        long begun = System.nanoTime();

        assertThatThrownBy(() -> post("/drip").send(NotifierTest.FAILURE))
                .isInstanceOf(NoticeFailure.class)
                .hasMessageContaining("did not answer");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void a_server_that_never_answers_is_a_failure() {
        assertThatThrownBy(() -> post("/silent").send(NotifierTest.FAILURE))
                .isInstanceOf(NoticeFailure.class)
                .hasMessageContaining("3 times");
    }

    private NoticePost post(String path) {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return new NoticePost(address, new Secret(KEY), clock, Duration.ofMillis(1500), Duration.ofMillis(10));
    }

    private void answer(HttpExchange exchange) throws IOException {
        arrived.add(new Arrived(
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders().getFirst("Colophon-Signature"),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                exchange.getRequestBody().readAllBytes()));
        switch (exchange.getRequestURI().getPath()) {
            case "/drip" -> drip(exchange);
            case "/silent" -> pause(Duration.ofSeconds(10));
            case "/redirect" -> {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
                exchange.sendResponseHeaders(307, -1);
            }
            default -> exchange.sendResponseHeaders(refusals-- > 0 ? 503 : 204, -1);
        }
        exchange.close();
    }

    private static void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (int second = 0; second < 100; second++) {
                out.write('.');
                out.flush();
                pause(Duration.ofMillis(100));
            }
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static String hmac(String prefix, byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update(prefix.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }
}
