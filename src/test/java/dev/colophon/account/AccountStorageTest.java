package dev.colophon.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the routes of accounts keep and find, on both databases. */
@EveryDatabase
@Timeout(60)
class AccountStorageTest {
    private static final String ME = "/api/v1/me";

    private final TestDatabase rows;
    private final AccountFixture fixture;
    private final TestClient anonymous;

    AccountStorageTest(TestDatabase rows) {
        this.rows = rows;
        fixture = new AccountFixture(rows.database());
        anonymous = fixture.server.anonymous();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static Answer leave(TestClient client, String password) {
        return client.json("DELETE", ME, "{\"current_password\": \"" + password + "\"}");
    }

    @Test
    void a_new_reader_registers_and_is_signed_in() {
        Answer registered = fixture.register("Mary");

        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.header("Location")).isEqualTo(ME);
        Answer me = fixture.bearer(registered).get(ME);
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.json().path("username").asText()).isEqualTo("Mary");
        assertThat(me.json().path("role").asText()).isEqualTo("user");
        assertThat(me.json().path("visibility").asText()).isEqualTo("followers");
        assertThat(me.text()).doesNotContain("password").doesNotContain("$2b$");
    }

    @Test
    void a_reader_logs_in_by_name_in_any_case_or_by_mail_address() {
        fixture.register("Mary");

        assertThat(fixture.login("mary", AccountFixture.PASSWORD).status()).isEqualTo(200);
        assertThat(fixture.login(" MARY ", AccountFixture.PASSWORD).status()).isEqualTo(200);
        assertThat(fixture.login("mary@BOOKS.example", AccountFixture.PASSWORD).status())
                .isEqualTo(200);
    }

    @Test
    void a_name_or_mail_address_is_given_once() {
        fixture.register("Mary");

        Answer again = fixture.register("MARY");
        Answer sameMail = anonymous.post(
                "/api/v1/auth/register",
                Map.of("username", "jane", "password", AccountFixture.PASSWORD, "email", "MARY@books.example"));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("username_taken");
        assertThat(sameMail.status()).isEqualTo(409);
        assertThat(sameMail.code()).isEqualTo("email_taken");
    }

    @Test
    void logging_out_everywhere_ends_all_tokens_of_this_account() {
        TestClient jane = fixture.bearer(fixture.register("Jane"));
        TestClient phone = fixture.bearer(fixture.register("Mary"));
        TestClient desk = fixture.bearer(fixture.login("mary", AccountFixture.PASSWORD));
        desk.get(ME);

        assertThat(phone.send("POST", "/api/v1/auth/logout-all", Map.of(), new byte[0])
                        .status())
                .isEqualTo(204);

        assertThat(phone.get(ME).status()).isEqualTo(401);
        assertThat(desk.get(ME).status()).isEqualTo(401);
        assertThat(jane.get(ME).status()).isEqualTo(200);
        assertThat(fixture.login("mary", AccountFixture.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void the_profile_is_patched_field_by_field() {
        TestClient mary = fixture.bearer(fixture.register("Mary"));

        Answer named = mary.json("PATCH", ME, "{\"display_name\": \"Mary S.\"}");
        Answer hidden = mary.json("PATCH", ME, "{\"visibility\": \"private\", \"email\": null}");

        assertThat(named.json().path("display_name").asText()).isEqualTo("Mary S.");
        assertThat(named.json().path("email").asText()).isEqualTo("Mary@books.example");
        assertThat(hidden.json().path("display_name").asText()).isEqualTo("Mary S.");
        assertThat(hidden.json().path("email").isNull()).isTrue();
        assertThat(hidden.json().path("visibility").asText()).isEqualTo("private");
        assertThat(mary.get(ME).json()).isEqualTo(hidden.json());
    }

    @Test
    void locale_and_time_zone_are_set_and_taken_back() {
        TestClient mary = fixture.bearer(fixture.register("Mary"));
        assertThat(mary.get(ME).json().path("locale").isNull()).isTrue();

        mary.json("PATCH", ME, "{\"locale\": \"de-AT\", \"time_zone\": \"Europe/Vienna\"}");
        Answer set = mary.get(ME);
        Answer taken = mary.json("PATCH", ME, "{\"locale\": null}");

        assertThat(set.json().path("locale").asText()).isEqualTo("de-AT");
        assertThat(set.json().path("time_zone").asText()).isEqualTo("Europe/Vienna");
        assertThat(taken.json().path("locale").isNull()).isTrue();
        assertThat(taken.json().path("time_zone").asText()).isEqualTo("Europe/Vienna");
    }

    @Test
    void a_removed_account_is_gone_with_its_tokens() {
        TestClient mary = fixture.bearer(fixture.register("Mary"));
        fixture.register("Jane");

        assertThat(leave(mary, AccountFixture.PASSWORD).status()).isEqualTo(204);

        assertThat(mary.get(ME).status()).isEqualTo(401);
        assertThat(fixture.login("mary", AccountFixture.PASSWORD).status()).isEqualTo(401);
        assertThat(rows.query("SELECT username FROM users")).containsExactly("Jane");
    }
}
