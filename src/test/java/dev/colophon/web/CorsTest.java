package dev.colophon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.testing.Answer;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestServer;
import dev.colophon.testing.TestSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which pages of other sites may use the API, as the profiles set it. */
@Timeout(30)
class CorsTest {
    private static final String THINGS = "/api/v1/things-of-a-test";
    private static final String FRIEND = "https://app.example";
    private static final String STRANGER = "https://evil.example";

    private static TestServer server(String... origins) {
        var settings = TestSettings.in(Path.of("target"));
        return TestServer.of(
                TestSettings.with(settings, TestSettings.server(List.of(origins), List.of())),
                () -> List.of(
                        Resource.at(THINGS)
                                .get(exchange -> exchange.reply(exchange.caller()))
                                .post(Exchange::done),
                        Resource.page("/a-page").get(exchange -> exchange.redirect("/"))));
    }

    private static Answer ask(TestClient client, String method, String path, String origin) {
        return client.send(method, path, Map.of("Origin", origin), new byte[0]);
    }

    private static Answer preflight(TestServer server, String origin) {
        return server.anonymous()
                .send(
                        "OPTIONS",
                        THINGS,
                        Map.of(
                                "Origin",
                                origin,
                                "Access-Control-Request-Method",
                                "POST",
                                "Access-Control-Request-Headers",
                                "authorization,content-type"),
                        new byte[0]);
    }

    private static String allowed(Answer answer) {
        return answer.header("Access-Control-Allow-Origin");
    }

    @Test
    void an_allowed_origin_may_read_answers_and_failures() {
        try (var server = server(FRIEND)) {
            Answer answer = ask(server.as(UUID.randomUUID()), "GET", THINGS, FRIEND);
            Answer refused = ask(server.anonymous(), "GET", THINGS, FRIEND);
            Answer missing = ask(server.anonymous(), "GET", "/api/v1/nothing", FRIEND);

            for (Answer each : List.of(answer, refused, missing)) {
                assertThat(allowed(each)).isEqualTo(FRIEND);
                assertThat(each.header("Vary")).isEqualTo("Origin");
                assertThat(each.header("Access-Control-Expose-Headers")).contains("X-Request-Id");
                assertThat(each.header("Access-Control-Allow-Credentials")).isEmpty();
            }
            assertThat(answer.status()).isEqualTo(200);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(missing.status()).isEqualTo(404);
        }
    }

    @Test
    void a_preflight_of_an_allowed_origin_names_methods_and_headers() {
        try (var server = server(FRIEND)) {
            Answer answer = preflight(server, FRIEND);

            assertThat(answer.status()).isEqualTo(204);
            assertThat(allowed(answer)).isEqualTo(FRIEND);
            assertThat(answer.header("Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, OPTIONS, POST");
            assertThat(answer.header("Access-Control-Allow-Headers")).contains("Authorization");
            assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("600");
        }
    }

    @Test
    void another_origin_gets_nothing() {
        try (var server = server(FRIEND)) {
            for (String origin :
                    List.of(STRANGER, FRIEND + ".evil.example", "http://app.example", "null", FRIEND + ":8443", "*")) {
                assertThat(allowed(ask(server.anonymous(), "GET", THINGS, origin)))
                        .isEmpty();
                Answer preflight = preflight(server, origin);
                assertThat(allowed(preflight)).isEmpty();
                assertThat(preflight.header("Access-Control-Allow-Methods")).isEmpty();
            }
        }
    }

    @Test
    void without_origins_there_are_no_headers() {
        try (var server = server()) {
            Answer answer = ask(server.anonymous(), "GET", THINGS, FRIEND);

            assertThat(allowed(answer)).isEmpty();
            assertThat(answer.header("Vary")).isEmpty();
            assertThat(allowed(preflight(server, FRIEND))).isEmpty();
        }
    }

    @Test
    void the_test_profile_may_allow_any() {
        try (var server = server("*")) {
            assertThat(allowed(ask(server.anonymous(), "GET", THINGS, STRANGER)))
                    .isEqualTo(STRANGER);
        }
    }

    @Test
    void pages_are_never_shared() {
        try (var server = server("*")) {
            assertThat(allowed(ask(server.anonymous(), "GET", "/a-page", FRIEND)))
                    .isEmpty();
        }
    }

    @Test
    void a_refusal_before_any_handler_can_be_read_too() {
        var settings = TestSettings.in(Path.of("target"));
        var limited = TestSettings.server(List.of(FRIEND), List.of(), 1);
        try (var server = TestServer.of(
                TestSettings.with(settings, limited),
                () -> List.of(Resource.at(THINGS).get(Exchange::done)))) {
            TestClient client = server.anonymous();
            Answer answer = ask(client, "GET", THINGS, FRIEND);
            for (int count = 0; count < 5 && answer.status() != 429; count++) {
                answer = ask(client, "GET", THINGS, FRIEND);
            }

            assertThat(answer.status()).isEqualTo(429);
            assertThat(allowed(answer)).isEqualTo(FRIEND);
        }
    }
}
