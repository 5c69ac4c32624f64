package dev.colophon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.database.Database;
import dev.colophon.database.Parameters;
import dev.colophon.database.Statement;
import dev.colophon.problem.Problem;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.Answer;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestServer;
import dev.colophon.testing.TestSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds for every resource of the API. */
@Timeout(30)
class MountTest {
    private static final UUID ID = UUID.fromString("01890000-0000-7000-8000-000000000001");

    private static final Statement BREAK = Statement.of(
            "test.break-a-constraint", "INSERT INTO revoked_tokens (jti, expires_at) VALUES (:id, :expires)");
    private static final TestServer SERVER = start();
    private final TestClient reader = SERVER.as(ID);
    private final TestClient anonymous = SERVER.anonymous();

    record Named(String name) {}

    private static TestServer start() {
        return TestServer.of(() -> List.of(
                Resource.at("/api/v1/things")
                        .get(MountTest::list)
                        .post(MountTest::create)
                        .query("limit", "q"),
                Resource.at("/api/v1/things/special").get(exchange -> exchange.reply(Map.of("a", 1))),
                Resource.at("/api/v1/things/{id}").get(MountTest::one).delete(Exchange::done),
                Resource.at("/api/v1/faults/{name}").get(MountTest::fault)));
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static void list(Exchange exchange) {
        exchange.reply(Map.of(
                "caller",
                exchange.caller().username(),
                "limit",
                exchange.limit(),
                "q",
                exchange.query("q").orElse("-")));
    }

    private static void create(Exchange exchange) {
        Named named = exchange.body(Named.class);
        exchange.created("/api/v1/things/" + ID, named);
    }

    private static void one(Exchange exchange) {
        UUID id = exchange.pathId("id");
        exchange.version(3);
        EntityTag.demand(exchange.ifMatch(), 3);
        exchange.reply(Map.of("id", id));
    }

    private static void fault(Exchange exchange) {
        switch (exchange.path("name")) {
            case "hidden" -> throw new IllegalStateException("secret detail");
            case "busy" -> throw Problem.unavailable("busy", "Come back.", 7);
            default -> throw Problem.notFound();
        }
    }

    @Test
    void a_handler_answers_with_json_and_safe_headers() {
        Answer answer = reader.get("/api/v1/things?limit=7&q=caf%C3%A9+cr%C3%A8me");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("limit").asInt()).isEqualTo(7);
        assertThat(answer.json().path("q").asText()).isEqualTo("café crème");
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Request-Id")).isNotEmpty();
    }

    @Test
    void an_anonymous_caller_is_told_to_sign_in() {
        Answer answer = anonymous.get("/api/v1/things");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.code()).isEqualTo("not_signed_in");
        assertThat(answer.json().path("request_id").asText()).isEqualTo(answer.header("X-Request-Id"));
        assertThat(answer.json().path("status").asInt()).isEqualTo(401);
    }

    @Test
    void a_cookie_is_no_token_for_the_api() {
        assertThat(reader.browse("GET", "/api/v1/things", Map.of(), new byte[0]).status())
                .isEqualTo(401);
    }

    @Test
    void a_wrong_method_gets_the_right_ones() {
        Answer answer = reader.delete("/api/v1/things");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
    }

    @Test
    void options_names_the_methods() {
        Answer answer = reader.send("OPTIONS", "/api/v1/things/" + ID, Map.of(), new byte[0]);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS");
    }

    @Test
    void head_is_get_without_the_body() {
        Answer answer = reader.send("HEAD", "/api/v1/things/" + ID, Map.of(), new byte[0]);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).isEqualTo("45");
        assertThat(answer.body()).isEmpty();
        assertThat(reader.get("/api/v1/things/" + ID).body()).hasSize(45);
    }

    @Test
    void a_literal_segment_wins_over_a_parameter() {
        assertThat(reader.get("/api/v1/things/special").json().path("a").asInt())
                .isEqualTo(1);
    }

    @Test
    void what_is_no_id_is_not_found() {
        for (String path : List.of(
                "/api/v1/things/1-1-1-1-1",
                "/api/v1/things/1890000-0000-7000-8000-0000000000001",
                "/api/v1/things/x",
                "/api/v1/things/%00",
                "/api/v1/things/",
                "/api/v1/things//",
                "/api/v1/nothing",
                "/api/v1",
                "/api/v1/things/" + ID + "/more",
                "/api/v1/things/a%2Fb")) {
            Answer answer = reader.get(path);

            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.code()).as(path).isEqualTo("not_found");
        }
    }

    @Test
    void an_unknown_query_parameter_is_refused() {
        Answer answer = reader.get("/api/v1/things?limti=3");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("unknown_parameter");
        assertThat(answer.pointer()).isEqualTo("limti");
    }

    @Test
    void a_limit_out_of_range_is_refused() {
        for (String limit : List.of("0", "101", "-1", "x", "", "1e1", "99999999999")) {
            Answer answer = reader.get("/api/v1/things?limit=" + limit);

            assertThat(answer.status()).as(limit).isEqualTo(400);
            assertThat(answer.pointer()).isEqualTo("limit");
        }
    }

    @Test
    void a_query_that_is_not_utf8_is_refused() {
        for (String text : List.of("%zz", "%", "%f", "%ff", "%00", "%ED%A0%80")) {
            assertThat(RawHttp.status(SERVER.port(), "GET /api/v1/things?q=" + text))
                    .as(text)
                    .isEqualTo(400);
        }
    }

    @Test
    void a_fault_is_shown_by_its_request_id_only() {
        Answer answer = reader.get("/api/v1/faults/hidden");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text()).doesNotContain("secret").doesNotContain("Exception");
        assertThat(answer.text()).contains(answer.header("X-Request-Id"));
    }

    @Test
    void with_debug_a_fault_shows_its_trace() {
        try (var debugging = TestServer.of(
                TestSettings.debugging(TestSettings.in(Path.of("target"))),
                () -> List.of(Resource.at("/api/v1/faults/{name}").get(MountTest::fault)))) {
            Answer answer = debugging.anonymous().get("/api/v1/faults/hidden");

            assertThat(answer.json().path("trace").asText()).contains("secret detail");
            assertThat(debugging.anonymous().get("/api/v1/faults/busy").json().has("trace"))
                    .isFalse();
        }
    }

    @Test
    void a_constraint_that_nobody_foresaw_is_a_conflict_or_a_fault() {
        try (var rows = TestDatabase.create(Engine.SQLITE);
                var server = TestServer.of(() -> List.of(breaking(rows.database())))) {
            rows.run("INSERT INTO revoked_tokens VALUES" + " ('01890000-0000-7000-8000-000000000001', '2026')");
            Answer conflict = server.anonymous().post("/api/v1/broken/unique", Map.of());
            Answer fault = server.anonymous().post("/api/v1/broken/null", Map.of());

            assertThat(conflict.status()).isEqualTo(409);
            assertThat(fault.status()).isEqualTo(500);
            assertThat(conflict.text() + fault.text()).doesNotContain("revoked_tokens");
        }
    }

    private static Resource breaking(Database database) {
        return Resource.at("/api/v1/broken/{name}").post(exchange -> {
            Object expires = exchange.path("name").equals("null") ? null : Instant.EPOCH;
            database.write(
                    session -> session.execute(BREAK, Parameters.of("id", ID).and("expires", expires)));
            exchange.done();
        });
    }

    @Test
    void what_is_worth_a_retry_says_when() {
        Answer answer = reader.get("/api/v1/faults/busy");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("7");
    }

    @Test
    void a_created_thing_has_an_address() {
        Answer answer = reader.post("/api/v1/things", new Named("Emma"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/api/v1/things/" + ID);
        assertThat(answer.json().path("name").asText()).isEqualTo("Emma");
    }

    @Test
    void a_stale_change_is_refused() {
        for (String tag : List.of("\"2\"", "W/\"3\"", "\"abc\"")) {
            Answer answer = one(Map.of("If-Match", tag));

            assertThat(answer.status()).as(tag).isEqualTo(412);
        }
        assertThat(one(Map.of("If-Match", "\"3\"")).status()).isEqualTo(200);
        assertThat(one(Map.of("If-Match", "*")).header("ETag")).isEqualTo("\"3\"");
        assertThat(one(Map.of("If-Match", "3")).status()).isEqualTo(400);
    }

    private Answer one(Map<String, String> headers) {
        return reader.send("GET", "/api/v1/things/" + ID, headers, new byte[0]);
    }
}
