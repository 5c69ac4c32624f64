package dev.colophon.account.access;

import static dev.colophon.account.access.AccessTokenApi.PATH;
import static dev.colophon.account.access.AccessTokenApi.made;
import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.account.AccountFixture;
import dev.colophon.account.token.AccessTokenText;
import dev.colophon.account.token.SignOut;
import dev.colophon.database.Database;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.web.session.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Access tokens for programs: made, used, removed, on both databases. */
@EveryDatabase
@Timeout(60)
class AccessTokenTest {
    private static final String ME = "/api/v1/me";

    private final TestDatabase rows;
    private final Database database;
    private final AccountFixture fixture;
    private final TestClient mary;

    AccessTokenTest(TestDatabase rows) {
        this.rows = rows;
        database = rows.database();
        fixture = new AccountFixture(database);
        mary = fixture.reader("mary");
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private TestClient program(String... scopes) {
        return fixture.server.bearing(made(mary, scopes));
    }

    private Answer make(String body) {
        return mary.json("POST", PATH, body);
    }

    @Test
    void a_token_is_answered_once_and_kept_as_a_hash() {
        Answer made =
                mary.post(PATH, Map.of("name", " my  e-reader ", "scopes", List.of("notes:read", "library:read")));
        String secret = made.json().path("secret").asText();

        assertThat(secret).matches("clp_[a-z2-7]{40}");
        assertThat(made.header("Location"))
                .isEqualTo(PATH + "/" + made.json().path("token").path("id").asText());
        Answer list = mary.get(PATH);
        assertThat(list.json().path("items").path(0)).isEqualTo(made.json().path("token"));
        assertThat(list.json().path("items").path(0).path("name").asText()).isEqualTo("my e-reader");
        assertThat(list.json().path("items").path(0).path("prefix").asText()).isEqualTo(secret.substring(0, 12));
        assertThat(list.text()).doesNotContain(secret).contains("[\"library:read\",\"notes:read\"]");
        assertThat(rows.query("SELECT token_hash FROM access_tokens")).containsExactly(AccessTokenText.hash(secret));
        assertThat(rows.query("SELECT name || prefix || token_hash || scopes FROM access_tokens")
                        .getFirst())
                .doesNotContain(secret.substring(12));
    }

    @Test
    void a_token_does_what_its_scopes_say_and_nothing_else() {
        TestClient program = program("profile:read");

        assertThat(program.get(ME).json().path("username").asText()).isEqualTo("mary");
        assertThat(program.send("HEAD", ME, Map.of(), new byte[0]).status()).isEqualTo(200);
        Answer refused = program.json("PATCH", ME, "{\"display_name\": \"M\"}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("insufficient_scope");
        Answer other = program("library:write").get(ME);
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.text()).contains("profile:read");
    }

    @Test
    void no_token_manages_tokens_sessions_the_password_or_the_account() {
        TestClient program = program(Stream.of(Scope.values()).map(Scope::text).toArray(String[]::new));
        String password = AccountFixture.PASSWORD;

        assertThat(List.of(
                        program.get(PATH),
                        program.post(PATH, Map.of("name", "more", "scopes", List.of("library:read"))),
                        program.delete(PATH + "/" + UUID.randomUUID()),
                        program.get("/api/v1/auth/session"),
                        program.json("POST", "/api/v1/auth/logout", ""),
                        program.json("POST", "/api/v1/auth/logout-all", ""),
                        program.post(
                                "/api/v1/auth/password",
                                Map.of("current_password", password, "new_password", "the clock struck one")),
                        program.json("DELETE", ME, "{\"current_password\": \"" + password + "\"}")))
                .allSatisfy(answer -> assertThat(answer.code()).isEqualTo("insufficient_scope"));
        assertThat(mary.get(ME).status()).isEqualTo(200);
    }

    @Test
    void a_token_opens_no_page_and_makes_nobody_an_admin() {
        String secret = made(mary, "profile:read");
        assertThat(fixture.server.bearing(secret).page("/account").header("Location"))
                .startsWith("/sign-in");

        UUID admin = fixture.accounts.create("root", null, AccountFixture.PASSWORD, true);
        TestClient root =
                fixture.server.bearing(fixture.tokens.issue(admin, 0).token().value());
        assertThat(fixture.tokens.authenticate(made(root, "books:write")).admin())
                .isFalse();
    }

    @Test
    void a_removed_token_is_worthless_at_once_here_and_soon_elsewhere() {
        String here = made(mary, "profile:read");
        String elsewhere = made(mary, "profile:read");
        for (String secret : List.of(here, elsewhere)) {
            assertThat(fixture.server.bearing(secret).get(ME).status()).isEqualTo(200);
        }

        String id = mary.get(PATH).json().path("items").path(1).path("id").asText();
        assertThat(mary.delete(PATH + "/" + id).status()).isEqualTo(204);
        rows.run("DELETE FROM access_tokens");

        assertThat(fixture.server.bearing(here).get(ME).code()).isEqualTo("invalid_token");
        fixture.clock.pass(Duration.ofSeconds(30));
        assertThat(fixture.server.bearing(elsewhere).get(ME).status()).isEqualTo(401);
        assertThat(mary.delete(PATH + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void an_expired_token_is_worthless_also_when_it_was_just_seen() {
        Answer made = mary.post(
                PATH,
                Map.of(
                        "name",
                        "week",
                        "scopes",
                        List.of("profile:read"),
                        "expires_at",
                        fixture.clock.instant().plusSeconds(20).toString()));
        TestClient program = fixture.server.bearing(made.json().path("secret").asText());
        assertThat(program.get(ME).status()).isEqualTo(200);

        fixture.clock.pass(Duration.ofSeconds(20));

        assertThat(program.get(ME).status()).isEqualTo(401);
    }

    @Test
    void tokens_of_others_are_not_there() {
        made(mary, "profile:read");
        String id = mary.get(PATH).json().path("items").path(0).path("id").asText();
        TestClient john = fixture.reader("john");

        assertThat(john.get(PATH).json().path("items")).isEmpty();
        assertThat(john.delete(PATH + "/" + id).status()).isEqualTo(404);
        assertThat(fixture.server.anonymous().get(PATH).status()).isEqualTo(401);
        assertThat(mary.get(PATH).json().path("items")).hasSize(1);
    }

    @Test
    void a_token_without_a_good_name_scope_or_end_is_refused() {
        String scopes = "\"scopes\": [\"notes:read\"]";
        for (String body : List.of(
                "{" + scopes + "}",
                "{\"name\": \" \", " + scopes + "}",
                "{\"name\": \"" + "x".repeat(61) + "\", " + scopes + "}",
                "{\"name\": \"a\"}",
                "{\"name\": \"a\", \"scopes\": []}",
                "{\"name\": \"a\", \"scopes\": [null]}",
                "{\"name\": \"a\", \"scopes\": [\"admin\"]}",
                "{\"name\": \"a\", \"scopes\": \"notes:read\"}",
                "{\"name\": \"a\", \"scopes\": [0]}",
                "{\"name\": \"a\", " + scopes + ", \"expires_at\": \"2026-03-01T12:00:00Z\"}",
                "{\"name\": \"a\", " + scopes + ", \"expires_at\": \"2099-01-01T00:00:00Z\"}",
                "{\"name\": \"a\", " + scopes + ", \"expires_at\": \"+999999999-01-01T00:00:00Z\"}",
                "{\"name\": \"a\", " + scopes + ", \"expires_at\": 7}",
                "{\"name\": \"a\", " + scopes + ", \"secret\": \"x\"}")) {
            assertThat(make(body).status()).as(body).isEqualTo(422);
        }
        assertThat(rows.query("SELECT COUNT(*) FROM access_tokens")).containsExactly("0");
    }

    @Test
    void a_reader_has_only_so_many() {
        for (int count = 0; count < AccessTokens.MAX_TOKENS; count++) {
            made(mary, "notes:read");
        }

        Answer more = mary.post(PATH, Map.of("name", "more", "scopes", List.of("notes:read")));

        assertThat(more.status()).isEqualTo(409);
        assertThat(more.code()).isEqualTo("too_many");
        Answer part = mary.get(PATH + "?limit=30");
        String cursor = part.json().path("next_cursor").asText();
        assertThat(mary.get(PATH + "?limit=30&cursor=" + cursor).json().path("items"))
                .hasSize(20);
        made(fixture.reader("john"), "notes:read");
    }

    @Test
    void the_last_use_is_put_down_beside_requests_and_not_by_them() {
        TestClient program = program("profile:read");
        for (int count = 0; count < 3; count++) {
            assertThat(program.get(ME).status()).isEqualTo(200);
        }
        assertThat(mary.get(PATH)
                        .json()
                        .path("items")
                        .path(0)
                        .path("last_used_at")
                        .isNull())
                .isTrue();

        fixture.tokens.writeUses();
        String used =
                mary.get(PATH).json().path("items").path(0).path("last_used_at").asText();
        fixture.clock.pass(Duration.ofSeconds(10));
        program.get(ME);
        fixture.tokens.writeUses();

        assertThat(used).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(mary.get(PATH)
                        .json()
                        .path("items")
                        .path(0)
                        .path("last_used_at")
                        .asText())
                .isEqualTo(used);
    }

    @Test
    void the_hot_path_asks_no_database() {
        String secret = made(mary, "profile:read");
        assertThat(fixture.tokens.authenticate(secret).username()).isEqualTo("mary");
        rows.run("DELETE FROM access_tokens");

        assertThat(fixture.tokens.authenticate(secret).scopes()).containsExactly(Scope.PROFILE_READ);
    }

    @Test
    void a_disabled_reader_is_shut_out_with_all_tokens_within_half_a_minute() {
        TestClient program = program("profile:read");
        assertThat(program.get(ME).status()).isEqualTo(200);

        rows.run("UPDATE users SET disabled_at = created_at");
        fixture.clock.pass(Duration.ofSeconds(30));

        assertThat(program.get(ME).status()).isEqualTo(401);
    }

    @Test
    void tokens_outlive_a_new_password_and_end_with_all_sessions() {
        String secret = made(mary, "profile:read");
        Answer changed = mary.post(
                "/api/v1/auth/password",
                Map.of("current_password", AccountFixture.PASSWORD, "new_password", "the clock struck one"));
        TestClient again =
                fixture.server.bearing(changed.json().path("access_token").asText());
        assertThat(fixture.server.bearing(secret).get(ME).status()).isEqualTo(200);

        assertThat(again.json("POST", "/api/v1/auth/logout-all", "").status()).isEqualTo(204);

        assertThat(fixture.server.bearing(secret).get(ME).status()).isEqualTo(401);
    }

    @Test
    void a_password_set_by_the_operator_ends_the_tokens_too() {
        TestClient program = program("profile:read");
        assertThat(program.get(ME).status()).isEqualTo(200);

        fixture.accounts.setPassword("mary", "set by the operator");
        fixture.clock.pass(Duration.ofSeconds(30));

        assertThat(program.get(ME).status()).isEqualTo(401);
    }

    @Test
    void tokens_work_after_a_restore_which_ends_all_sessions() {
        String secret = made(mary, "profile:read");
        database.write(session -> session.execute(SignOut.EVERYBODY, SignOut.at(fixture.clock.instant())));
        fixture.clock.pass(Duration.ofSeconds(30));

        assertThat(mary.get(ME).status()).isEqualTo(401);
        assertThat(fixture.server.bearing(secret).get(ME).status()).isEqualTo(200);
    }

    @Test
    void what_looks_like_a_token_and_is_none_is_refused() {
        String secret = made(mary, "profile:read");
        for (String other : List.of(
                secret.substring(0, 43) + (secret.endsWith("a") ? "b" : "a"),
                secret.toUpperCase(Locale.ROOT),
                secret + "a",
                "clp_",
                "clp_" + "a".repeat(40))) {
            assertThat(fixture.server.bearing(other).get(ME).status()).as(other).isEqualTo(401);
        }
    }

    @Test
    void a_scope_that_this_build_does_not_know_lets_do_nothing() {
        TestClient program = program("profile:read");
        rows.run("UPDATE access_tokens SET scopes = 'future:read'");

        assertThat(program.get(ME).status()).isEqualTo(403);
        assertThat(mary.get(PATH).json().path("items").path(0).path("scopes")).isEmpty();
    }
}
