package dev.colophon.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.json.Json;
import dev.colophon.testing.Answer;
import dev.colophon.testing.OnSqlite;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signing in and out and the own account, through the API. */
@OnSqlite
@Timeout(60)
class AccountRoutesTest {
    private static final String LOGIN = "/api/v1/auth/login";
    private static final String ME = "/api/v1/me";

    private final TestDatabase rows;
    private final AccountFixture fixture;
    private final TestClient anonymous;

    AccountRoutesTest(TestDatabase rows) {
        this.rows = rows;
        fixture = new AccountFixture(rows.database());
        anonymous = fixture.server.anonymous();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void unknown_names_and_wrong_passwords_look_the_same() {
        fixture.register("Mary");

        Answer wrong = fixture.login("mary", "not the password");
        Answer unknown = fixture.login("nobody", "not the password");
        Answer tooLong = fixture.login("mary", "x".repeat(200));

        for (Answer answer : List.of(wrong, unknown, tooLong)) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("wrong_credentials");
            assertThat(answer.json().path("detail")).isEqualTo(wrong.json().path("detail"));
        }
    }

    @Test
    void every_wrong_field_is_reported_at_once_without_its_value() {
        Answer answer = anonymous.post(
                "/api/v1/auth/register",
                Map.of("username", "..", "password", "sesame", "email", "nowhere", "display_name", " x "));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().findValuesAsText("pointer"))
                .containsExactly("/username", "/email", "/display_name", "/password");
        assertThat(answer.text()).doesNotContain("sesame").doesNotContain("nowhere");
    }

    @Test
    void weak_and_overlong_passwords_are_refused() {
        for (String password :
                List.of("short", "password123", "PASSWORD123", "aaaaaaaaaaaa", "administrator", "é".repeat(37))) {
            Answer answer =
                    anonymous.post("/api/v1/auth/register", Map.of("username", "administrator", "password", password));

            assertThat(answer.status()).as(password).isEqualTo(422);
            assertThat(answer.pointer()).isEqualTo("/password");
        }
    }

    @Test
    void a_password_of_72_bytes_counts_to_its_last_byte() {
        String password = "0123456789ab".repeat(6);
        anonymous.post("/api/v1/auth/register", Map.of("username", "mary", "password", password));

        assertThat(fixture.login("mary", password).status()).isEqualTo(200);
        assertThat(fixture.login("mary", password.substring(0, 71) + "X").status())
                .isEqualTo(401);
        assertThat(fixture.login("mary", password + "x").status()).isEqualTo(401);
    }

    @Test
    void logging_out_ends_this_token_alone() {
        fixture.register("Mary");
        TestClient phone = fixture.bearer(fixture.login("mary", AccountFixture.PASSWORD));
        TestClient desk = fixture.bearer(fixture.login("mary", AccountFixture.PASSWORD));
        assertThat(phone.get(ME).status()).isEqualTo(200);

        assertThat(phone.send("POST", "/api/v1/auth/logout", Map.of(), new byte[0])
                        .status())
                .isEqualTo(204);

        assertThat(phone.get(ME).status()).isEqualTo(401);
        assertThat(phone.get(ME).code()).isEqualTo("invalid_token");
        assertThat(desk.get(ME).status()).isEqualTo(200);
    }

    @Test
    void a_changed_password_ends_the_old_tokens() {
        TestClient old = fixture.bearer(fixture.register("Mary"));
        old.get(ME);

        Answer wrong = change(old, "not the password", "a mouse ran up");
        Answer same = change(old, AccountFixture.PASSWORD, "password123");
        Answer changed = change(old, AccountFixture.PASSWORD, "the clock struck one");

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.pointer()).isEqualTo("/current_password");
        assertThat(same.pointer()).isEqualTo("/new_password");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(old.get(ME).status()).isEqualTo(401);
        assertThat(fixture.bearer(changed).get(ME).status()).isEqualTo(200);
        assertThat(fixture.login("mary", AccountFixture.PASSWORD).status()).isEqualTo(401);
        assertThat(fixture.login("mary", "the clock struck one").status()).isEqualTo(200);
    }

    private static Answer change(TestClient client, String current, String replacement) {
        return client.post("/api/v1/auth/password", Map.of("current_password", current, "new_password", replacement));
    }

    @Test
    void a_session_says_until_when_it_lasts() {
        Answer answer = fixture.bearer(fixture.register("Mary")).get("/api/v1/auth/session");

        assertThat(answer.json().path("expires_at").asText()).isEqualTo("2026-03-01T13:00:00Z");
        assertThat(answer.json().path("user").path("username").asText()).isEqualTo("Mary");
    }

    @Test
    void a_token_ends_with_its_lifetime() {
        TestClient mary = fixture.bearer(fixture.register("Mary"));
        assertThat(mary.get(ME).status()).isEqualTo(200);

        fixture.clock.pass(Duration.ofMinutes(60).plusSeconds(1));

        assertThat(mary.get(ME).status()).isEqualTo(401);
    }

    @Test
    void a_wrong_patch_changes_nothing() {
        TestClient mary = fixture.bearer(fixture.register("Mary"));
        fixture.register("Jane");
        Answer before = mary.get(ME);

        for (String patch : List.of(
                "{\"role\": \"admin\"}",
                "{\"username\": \"x\"}",
                "{\"display_name\": null}",
                "{\"display_name\": \"a\\u0000b\"}",
                "{\"display_name\": \"\\ud800\"}",
                "{\"display_name\": 7}",
                "{\"visibility\": \"everybody\"}",
                "{\"locale\": \"klingon!\"}",
                "{\"locale\": \"\"}",
                "{\"time_zone\": \"Mars/Olympus\"}",
                "{\"time_zone\": \"+02:00\"}",
                "{\"time_zone\": 2}",
                "{\"visibility\": 0}",
                "[]",
                "null")) {
            Answer answer = mary.json("PATCH", ME, patch);

            assertThat(answer.status()).as(patch).isEqualTo(422);
        }
        assertThat(mary.json("PATCH", ME, "{\"email\": \"jane@books.example\"}").status())
                .isEqualTo(409);
        assertThat(mary.get(ME).json()).isEqualTo(before.json());
    }

    private static Answer leave(TestClient client, String password) {
        return client.json("DELETE", ME, "{\"current_password\": \"" + password + "\"}");
    }

    @Test
    void a_token_without_the_password_removes_no_account() {
        TestClient mary = fixture.bearer(fixture.register("Mary"));

        assertThat(mary.delete(ME).status()).isBetween(400, 422);
        Answer wrong = leave(mary, "a stolen token");

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.pointer()).isEqualTo("/current_password");
        assertThat(mary.get(ME).status()).isEqualTo(200);
        assertThat(rows.query("SELECT username FROM users")).containsExactly("Mary");
    }

    @Test
    void guessing_the_password_of_a_removal_is_slowed_down() {
        try (var slow = new AccountFixture(rows.database(), AccountFixture.settings(true, 3))) {
            TestClient mary = slow.server.bearing(slow.signedIn("mary"));
            for (int count = 0; count < 3; count++) {
                assertThat(leave(mary, "guess " + count).status()).isEqualTo(422);
            }

            assertThat(leave(mary, AccountFixture.PASSWORD).status()).isEqualTo(429);
            assertThat(mary.get(ME).status()).isEqualTo(200);
        }
    }

    @Test
    void a_disabled_account_is_shut_out_within_half_a_minute() {
        TestClient mary = fixture.bearer(fixture.register("Mary"));
        assertThat(mary.get(ME).status()).isEqualTo(200);

        rows.run("UPDATE users SET disabled_at = created_at");
        fixture.clock.pass(Duration.ofSeconds(30));

        assertThat(mary.get(ME).status()).isEqualTo(401);
        assertThat(fixture.login("mary", AccountFixture.PASSWORD).code()).isEqualTo("wrong_credentials");
    }

    @Test
    void a_password_set_by_the_operator_ends_all_tokens_within_half_a_minute() {
        TestClient mary = fixture.bearer(fixture.register("Mary"));
        assertThat(mary.get(ME).status()).isEqualTo(200);

        fixture.accounts.setPassword("MARY", "set by the operator");
        fixture.clock.pass(Duration.ofSeconds(30));

        assertThat(mary.get(ME).status()).isEqualTo(401);
        assertThat(fixture.login("mary", "set by the operator").status()).isEqualTo(200);
    }

    @Test
    void closed_registration_says_so() {
        try (var closed = new AccountFixture(rows.database(), AccountFixture.settings(false, 0))) {
            Answer answer = closed.server
                    .anonymous()
                    .post("/api/v1/auth/register", Map.of("username", "mary", "password", AccountFixture.PASSWORD));

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("registration_closed");
        }
    }

    @Test
    void guessing_passwords_is_slowed_down() {
        fixture.accounts.create("mary", null, AccountFixture.PASSWORD, false);
        try (var slow = new AccountFixture(rows.database(), AccountFixture.settings(true, 3))) {
            TestClient guesser = slow.server.anonymous();
            for (int count = 0; count < 3; count++) {
                assertThat(guess(guesser, "wrong").status()).isEqualTo(401);
            }

            Answer answer = guess(guesser, AccountFixture.PASSWORD);

            assertThat(slow.meters.text())
                    .contains("colophon_logins_total{outcome=\"refused\",way=\"password\"} 3\n")
                    .contains("colophon_logins_total{outcome=\"throttled\",way=\"password\"} 1\n");
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.header("Retry-After")).isEqualTo("20");
            slow.clock.pass(Duration.ofSeconds(20));
            assertThat(guess(guesser, AccountFixture.PASSWORD).status()).isEqualTo(200);
            assertThat(guess(guesser, AccountFixture.PASSWORD).status()).isEqualTo(200);
        }
    }

    private static Answer guess(TestClient client, String password) {
        return client.post(LOGIN, Map.of("username", "mary", "password", password));
    }

    @Test
    void one_ipv6_network_is_one_client_at_sign_in_and_at_registration() {
        try (var slow = new AccountFixture(rows.database(), AccountFixture.settings(true, 3))) {
            TestClient anyone = slow.server.anonymous();
            for (int count = 1; count <= 3; count++) {
                assertThat(loginFrom("2001:db8:0:7::" + count, anyone, "reader" + count))
                        .isEqualTo(401);
                assertThat(registerFrom("2001:db8:0:8::" + count, anyone, "reader" + count))
                        .isEqualTo(201);
            }

            assertThat(loginFrom("2001:db8:0:7:ffff::1", anyone, "reader4")).isEqualTo(429);
            assertThat(registerFrom("2001:db8:0:8:ffff::1", anyone, "reader4")).isEqualTo(429);
            assertThat(loginFrom("2001:db8:0:9::1", anyone, "reader4")).isEqualTo(401);
        }
    }

    private static int loginFrom(String address, TestClient client, String name) {
        return from(address, client, LOGIN, name, "wrong");
    }

    private static int registerFrom(String address, TestClient client, String name) {
        return from(address, client, "/api/v1/auth/register", name, AccountFixture.PASSWORD);
    }

    private static int from(String address, TestClient client, String path, String name, String password) {
        return client.send(
                        "POST",
                        path,
                        Map.of("Content-Type", "application/json", "X-Forwarded-For", address),
                        Json.write(Map.of("username", name, "password", password)))
                .status();
    }

    @Test
    void names_and_passwords_that_cannot_be_are_refused_like_wrong_ones_and_counted() {
        fixture.accounts.create("mary", null, AccountFixture.PASSWORD, false);
        try (var slow = new AccountFixture(rows.database(), AccountFixture.settings(true, 5))) {
            TestClient anyone = slow.server.anonymous();
            String longPassword = AccountFixture.PASSWORD + "x".repeat(30_000);
            List<Answer> answers = List.of(
                    login(anyone, "x".repeat(65_000), "wrong"),
                    login(anyone, "x".repeat(30_000), longPassword),
                    login(anyone, "mary", longPassword),
                    login(anyone, "", ""),
                    login(anyone, "a@b", "wrong"));

            assertThat(answers).allMatch(answer -> answer.status() == 401);
            assertThat(answers).allMatch(answer -> answer.code().equals("wrong_credentials"));
            assertThat(login(anyone, "john", "wrong").status()).isEqualTo(429);
        }
    }

    private static Answer login(TestClient client, String name, String password) {
        return client.post(LOGIN, Map.of("username", name, "password", password));
    }
}
