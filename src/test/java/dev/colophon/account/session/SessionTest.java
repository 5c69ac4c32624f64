package dev.colophon.account.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.account.AccountFixture;
import dev.colophon.database.Database;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where a reader is signed in: listed and ended, on both databases. */
@EveryDatabase
@Timeout(60)
class SessionTest {
    private static final String ME = "/api/v1/me";
    private static final String PATH = "/api/v1/me/sessions";

    private final TestDatabase rows;
    private final Database database;
    private final AccountFixture fixture;

    SessionTest(TestDatabase rows) {
        this.rows = rows;
        database = rows.database();
        fixture = new AccountFixture(database);
        fixture.accounts.create("mary", null, AccountFixture.PASSWORD, false);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private TestClient signIn(String userAgent) {
        String body = "{\"username\": \"mary\", \"password\": \"" + AccountFixture.PASSWORD + "\"}";
        Answer answer = fixture.server
                .anonymous()
                .send(
                        "POST",
                        "/api/v1/auth/login",
                        Map.of("Content-Type", "application/json", "User-Agent", userAgent),
                        body.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return bearer(answer);
    }

    private TestClient bearer(Answer answer) {
        return fixture.server.bearing(answer.json().path("access_token").asText());
    }

    private static JsonNode items(TestClient client) {
        return client.get(PATH).json().path("items");
    }

    private static String id(TestClient client) {
        for (JsonNode item : items(client)) {
            if (item.path("current").asBoolean()) {
                return item.path("id").asText();
            }
        }
        throw new AssertionError("the session that asks is not in its list");
    }

    @Test
    void each_sign_in_is_listed_with_its_device_latest_first() {
        TestClient phone = signIn("Mozilla/5.0 (Linux; Android 14) Firefox/128.0");
        fixture.clock.pass(Duration.ofMinutes(1));
        TestClient script = signIn("curl/8.5.0");

        JsonNode items = items(phone);

        assertThat(items.findValuesAsText("device")).containsExactly("curl", "Firefox on Android");
        assertThat(items.findValuesAsText("current")).containsExactly("false", "true");
        assertThat(items.path(1).path("created_at").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(items.path(1).path("expires_at").asText()).isEqualTo("2026-03-01T13:00:00Z");
        assertThat(items(script).findValuesAsText("current")).containsExactly("true", "false");
        String cursor = phone.get(PATH + "?limit=1").json().path("next_cursor").asText();
        assertThat(phone.get(PATH + "?limit=1&cursor=" + cursor)
                        .json()
                        .path("items")
                        .findValuesAsText("device"))
                .containsExactly("Firefox on Android");
    }

    @Test
    void one_session_is_ended_at_once_and_the_others_stay() {
        TestClient phone = signIn("Firefox/128 Android");
        TestClient desk = signIn("Firefox/128 Linux");
        String lost = id(phone);

        assertThat(desk.delete(PATH + "/" + lost).status()).isEqualTo(204);

        assertThat(phone.get(ME).code()).isEqualTo("invalid_token");
        assertThat(desk.get(ME).status()).isEqualTo(200);
        assertThat(desk.delete(PATH + "/" + lost).status()).isEqualTo(404);
        assertThat(items(desk)).hasSize(1);
        fixture.tokens.writeUses();
        assertThat(items(desk))
                .as("a use from before the end brings it not back")
                .hasSize(1);
    }

    @Test
    void all_others_are_ended_also_those_that_are_in_no_list() {
        UUID mary = UUID.fromString(rows.query("SELECT id FROM users").getFirst());
        TestClient unlisted =
                fixture.server.bearing(fixture.tokens.issue(mary, 0).token().value());
        TestClient phone = signIn("curl/8");
        TestClient desk = signIn("curl/8");
        assertThat(unlisted.get(ME).status()).isEqualTo(200);
        assertThat(phone.get(ME).status()).isEqualTo(200);

        TestClient again = bearer(desk.delete(PATH));

        for (TestClient ended : new TestClient[] {unlisted, phone, desk}) {
            assertThat(ended.get(ME).status()).isEqualTo(401);
        }
        assertThat(again.get(ME).status()).isEqualTo(200);
        fixture.tokens.writeUses();
        assertThat(items(again)).hasSize(1);
        assertThat(id(again)).isNotEmpty();
    }

    @Test
    void a_session_from_before_the_list_appears_once_it_is_used() {
        UUID mary = UUID.fromString(rows.query("SELECT id FROM users").getFirst());
        TestClient old =
                fixture.server.bearing(fixture.tokens.issue(mary, 0).token().value());
        assertThat(items(old)).isEmpty();

        fixture.tokens.writeUses();

        assertThat(items(old).findValuesAsText("device")).containsExactly("");
    }

    @Test
    void when_it_was_last_seen_is_put_down_beside_requests() {
        TestClient phone = signIn("curl/8");
        fixture.clock.pass(Duration.ofMinutes(2));
        phone.get(ME);
        fixture.tokens.writeUses();
        assertThat(items(phone).path(0).path("last_seen_at").asText())
                .as("not worth a write")
                .isEqualTo("2026-03-01T12:00:00Z");

        fixture.clock.pass(Duration.ofMinutes(4));
        phone.get(ME);
        assertThat(items(phone).path(0).path("last_seen_at").asText()).isEqualTo("2026-03-01T12:00:00Z");
        fixture.tokens.writeUses();

        assertThat(items(phone).path(0).path("last_seen_at").asText()).isEqualTo("2026-03-01T12:06:00Z");
        assertThat(items(phone).path(0).path("device").asText()).isEqualTo("curl");
    }

    @Test
    void signing_out_changing_the_password_and_expiring_take_sessions_off_the_list() {
        TestClient phone = signIn("curl/8");
        TestClient desk = signIn("curl/8");
        phone.json("POST", "/api/v1/auth/logout", "");
        assertThat(items(desk)).hasSize(1);

        TestClient changed = bearer(desk.post(
                "/api/v1/auth/password",
                Map.of("current_password", AccountFixture.PASSWORD, "new_password", "the clock struck one")));
        assertThat(items(changed)).hasSize(1);

        fixture.clock.pass(Duration.ofMinutes(61));
        fixture.tokens.sweep();
        assertThat(rows.query("SELECT COUNT(*) FROM sessions")).containsExactly("0");
    }

    @Test
    void sessions_of_others_are_not_there() {
        TestClient phone = signIn("curl/8");
        String id = id(phone);
        TestClient john = fixture.reader("john");

        assertThat(items(john)).isEmpty();
        assertThat(john.delete(PATH + "/" + id).status()).isEqualTo(404);
        assertThat(john.delete(PATH).status()).isEqualTo(200);
        assertThat(fixture.server.anonymous().get(PATH).status()).isEqualTo(401);
        assertThat(phone.get(ME).status()).isEqualTo(200);
    }

    @Test
    void a_reader_has_only_so_many_sessions() {
        UUID mary = UUID.fromString(rows.query("SELECT id FROM users").getFirst());
        TestClient first = signIn("curl/8");
        fixture.clock.pass(Duration.ofSeconds(1));
        for (int count = 1; count < Sessions.MAX_SESSIONS; count++) {
            database.write(session -> fixture.tokens.begin(session, mary, 0, "curl"));
        }
        assertThat(first.get(ME).status()).isEqualTo(200);

        signIn("curl/8");

        assertThat(first.get(ME).status()).isEqualTo(401);
        assertThat(rows.query("SELECT COUNT(*) FROM sessions")).containsExactly(String.valueOf(Sessions.MAX_SESSIONS));
    }

    @Test
    void a_session_goes_with_its_reader() {
        TestClient phone = signIn("curl/8");
        phone.get(ME);
        phone.json("DELETE", ME, "{\"current_password\": \"" + AccountFixture.PASSWORD + "\"}");
        fixture.tokens.writeUses();

        assertThat(rows.query("SELECT COUNT(*) FROM sessions")).containsExactly("0");
    }
}
