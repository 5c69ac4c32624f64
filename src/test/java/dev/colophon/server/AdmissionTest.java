package dev.colophon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.server.admission.Probes;
import dev.colophon.server.connection.Connection;
import dev.colophon.testing.TakesLong;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class AdmissionTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8000", "books.example", "books.example.", "localhost:1"})
    void an_allowed_host_is_served_whatever_its_port_and_case(String host) throws IOException {
        try (var server = new RunningServer()) {
            assertThat(ask(server, "/hello", "Host: " + host).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1",
                "xlocalhost",
                "[::1]",
                "books.example.evil.example:80"
            })
    void another_host_is_refused(String host) throws IOException {
        try (var server = new RunningServer()) {
            var answer = ask(server, "/hello", "Host: " + host);

            assertThat(answer.status()).isEqualTo(421);
            assertThat(answer.body()).isEqualTo("code=wrong_host");
            assertThat(ask(server, "/health/live", "Host: " + host).body()).isEqualTo("up");
        }
    }

    @Test
    void an_ipv6_host_is_compared_with_its_brackets() throws IOException {
        var choice = new RunningServer.Choice();
        choice.hosts = List.of("[::1]");
        try (var server = new RunningServer(choice)) {
            assertThat(ask(server, "/hello", "Host: [::1]:8000").status()).isEqualTo(200);
            assertThat(ask(server, "/hello", "Host: [::1]").status()).isEqualTo(200);
            assertThat(ask(server, "/hello", "Host: [::2]").status()).isEqualTo(421);
        }
    }

    @Test
    void an_asterisk_allows_any_host() throws IOException {
        var choice = new RunningServer.Choice();
        choice.hosts = List.of("*");
        try (var server = new RunningServer(choice)) {
            assertThat(ask(server, "/hello", "Host: anything.example").status()).isEqualTo(200);
        }
    }

    @Test
    void a_trusted_proxy_tells_id_client_and_scheme() throws IOException {
        try (var server = new RunningServer(behindProxy())) {
            var answer = ask(
                    server,
                    "/facts",
                    "Host: localhost\r\nX-Request-Id: from-proxy.1\r\n"
                            + "X-Forwarded-For: 6.6.6.6, 198.51.100.7, 10.1.2.3\r\n"
                            + "X-Forwarded-Proto: https");

            assertThat(answer.body()).isEqualTo("from-proxy.1 198.51.100.7 true");
            assertThat(answer.header("X-Request-Id")).isEqualTo("from-proxy.1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "<script>", "x'y"})
    void an_id_that_is_not_safe_is_replaced(String id) throws IOException {
        try (var server = new RunningServer(behindProxy())) {
            var answer = ask(server, "/facts", "Host: localhost\r\nX-Request-Id: " + id);

            assertThat(answer.head() + answer.body()).doesNotContain(id);
        }
    }

    @Test
    void an_id_that_is_too_long_is_replaced() throws IOException {
        try (var server = new RunningServer(behindProxy())) {
            String id = "a".repeat(65);
            var answer = ask(server, "/facts", "Host: localhost\r\nX-Request-Id: " + id);

            assertThat(answer.body()).doesNotContain(id);
        }
    }

    @Test
    void plain_http_through_a_trusted_proxy_is_redirected() throws IOException {
        var choice = behindProxy();
        choice.https = true;
        try (var server = new RunningServer(choice)) {
            var plain = ask(server, "/hello?a=b%20c", "Host: books.example\r\nX-Forwarded-Proto: http");
            var secure = ask(server, "/hello", "Host: books.example\r\nX-Forwarded-Proto: https, http");
            var unknown = ask(server, "/hello", "Host: books.example");
            var probe = ask(server, "/health/ready", "Host: x\r\nX-Forwarded-Proto: http");
            var evil = ask(server, "/hello", "Host: evil.example\r\nX-Forwarded-Proto: http");

            assertThat(plain.status()).isEqualTo(308);
            assertThat(plain.header("Location")).isEqualTo("https://books.example/hello?a=b%20c");
            assertThat(plain.header("Strict-Transport-Security")).isEmpty();
            assertThat(secure.status()).isEqualTo(200);
            assertThat(secure.header("Strict-Transport-Security")).startsWith("max-age=31536000");
            assertThat(unknown.status()).isEqualTo(200);
            assertThat(unknown.header("Strict-Transport-Security")).isEmpty();
            assertThat(probe.status()).isEqualTo(200);
            assertThat(evil.status()).isEqualTo(421);
        }
    }

    @Test
    void a_failure_over_https_demands_https_as_well() throws IOException {
        var choice = behindProxy();
        choice.https = true;
        try (var server = new RunningServer(choice)) {
            var answer = ask(server, "/fault", "Host: localhost\r\nX-Forwarded-Proto: https");

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.header("Strict-Transport-Security")).isNotEmpty();
        }
    }

    @Test
    void a_client_that_asks_too_often_has_to_wait() throws IOException {
        var choice = behindProxy();
        choice.ratePerMinute = 5;
        try (var server = new RunningServer(choice)) {
            String mary = "Host: localhost\r\nX-Forwarded-For: 198.51.100.7";
            for (int request = 0; request < 5; request++) {
                assertThat(ask(server, "/hello", mary).status()).isEqualTo(200);
            }
            var refused = ask(server, "/hello", mary);

            assertThat(refused.status()).isEqualTo(429);
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 12);
            assertThat(ask(server, "/health/live", mary).status()).isEqualTo(200);
            String john = "Host: localhost\r\nX-Forwarded-For: 198.51.100.8";
            assertThat(ask(server, "/hello", john).status()).isEqualTo(200);
        }
    }

    @Test
    void a_refused_request_with_a_body_does_not_become_two() throws IOException {
        var choice = new RunningServer.Choice();
        choice.ratePerMinute = 1;
        try (var server = new RunningServer(choice);
                var client = new RawClient(server.port())) {
            assertThat(client.send(RawClient.get("/hello")).answer().status()).isEqualTo(200);
            String body = RawClient.get("/health/live");
            client.send("POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                    + body.length()
                    + "\r\n\r\n"
                    + body
                    + RawClient.get("/health/ready"));

            assertThat(client.answer().status()).isEqualTo(429);
            assertThat(client.answer().body()).isEqualTo("up");
            assertThat(client.within(java.time.Duration.ofMillis(100))).isEmpty();
        }
    }

    @TakesLong("a handler sleeps two seconds")
    @Test
    void too_many_at_once_are_refused_and_the_probes_are_not() throws IOException {
        var choice = new RunningServer.Choice();
        choice.concurrent = 2;
        List<RawClient> clients = new ArrayList<>();
        try (var server = new RunningServer(choice)) {
            for (int client = 0; client < 6; client++) {
                clients.add(new RawClient(server.port()).send(RawClient.get("/sleep/2000")));
            }
            assertThat(ask(server, "/health/ready", "Host: x").status()).isEqualTo(200);
            var answers = new ArrayList<RawClient.Answer>();
            for (RawClient client : clients) {
                answers.add(client.answer());
            }

            assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(2);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() == 503)
                    .hasSize(4)
                    .allMatch(answer -> answer.header("Retry-After").equals("1"))
                    .allMatch(answer -> answer.body().equals("code=busy"));
            assertThat(ask(server, "/hello", "Host: localhost").status()).isEqualTo(200);
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void a_stream_that_waits_keeps_nobody_out() throws IOException {
        var choice = new RunningServer.Choice();
        choice.concurrent = 1;
        choice.routes = routing -> routing.get("/wait", (request, response) -> {
            Connection.currentRequest().waits();
            Thread.sleep(1_000);
            response.send("waited");
        });
        try (var server = new RunningServer(choice);
                var waiting = new RawClient(server.port()).send(RawClient.get("/wait"))) {
            for (int time = 0; time < 3; time++) {
                assertThat(ask(server, "/hello", "Host: localhost").status()).isEqualTo(200);
            }
            assertThat(waiting.answer().body()).isEqualTo("waited");
            assertThat(ask(server, "/hello", "Host: localhost").status()).isEqualTo(200);
        }
    }

    @Test
    void a_short_crowd_waits_and_is_served() throws IOException {
        var choice = new RunningServer.Choice();
        choice.concurrent = 1;
        List<RawClient> clients = new ArrayList<>();
        try (var server = new RunningServer(choice)) {
            for (int client = 0; client < 5; client++) {
                clients.add(new RawClient(server.port()).send(RawClient.get("/sleep/20")));
            }
            for (RawClient client : clients) {
                assertThat(client.answer().status()).isEqualTo(200);
            }
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void a_stuck_reader_gives_its_permit_back() throws IOException {
        var choice = new RunningServer.Choice();
        choice.concurrent = 1;
        try (var server = new RunningServer(choice);
                var stuck = new RawClient(server.port())) {
            stuck.socket().setReceiveBufferSize(4096);
            stuck.send(RawClient.get("/bytes/50000000"));
            int status = 0;
            for (int attempt = 0; status != 200 && attempt < 20; attempt++) {
                status = ask(server, "/hello", "Host: localhost").status();
            }

            assertThat(status).isEqualTo(200);
        }
    }

    @Test
    void the_probes_say_what_is_so() throws IOException {
        var choice = new RunningServer.Choice();
        choice.probes = new Probes(() -> true, () -> false);
        try (var server = new RunningServer(choice)) {
            var live = ask(server, "/health/live", "Host: x");
            var ready = ask(server, "/health/ready", "Host: x");

            assertThat(live.status()).isEqualTo(200);
            assertThat(live.body()).isEqualTo("up");
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.body()).isEqualTo("down");
            assertThat(ready.header("Cache-Control")).isEqualTo("no-store");
        }
    }

    private static RunningServer.Choice behindProxy() {
        var choice = new RunningServer.Choice();
        choice.proxies = List.of("127.0.0.0/8", "10.0.0.0/8");
        return choice;
    }

    private static RawClient.Answer ask(RunningServer server, String path, String headers) throws IOException {
        try (var client = new RawClient(server.port())) {
            return client.send("GET " + path + " HTTP/1.1\r\n" + headers + "\r\n\r\n")
                    .answer();
        }
    }
}
