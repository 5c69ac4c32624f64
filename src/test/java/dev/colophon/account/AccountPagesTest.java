package dev.colophon.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.testing.Answer;
import dev.colophon.testing.OnSqlite;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signing in and out with a browser, without any script. */
@OnSqlite
@Timeout(60)
class AccountPagesTest {
    private final TestDatabase rows;
    private final AccountFixture fixture;
    private final TestClient browser;

    AccountPagesTest(TestDatabase rows) {
        this.rows = rows;
        fixture = new AccountFixture(rows.database());
        fixture.signedIn("mary");
        browser = fixture.server.anonymous();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private Answer signIn(Map<String, String> more) {
        var fields = new HashMap<>(Map.of("username", "Mary", "password", AccountFixture.PASSWORD));
        fields.putAll(more);
        return browser.submit("/sign-in", "/sign-in", fields);
    }

    @Test
    void signing_in_sets_the_cookie_and_leads_home() {
        Answer answer = signIn(Map.of());

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/");
        assertThat(answer.header("Set-Cookie"))
                .startsWith("colophon=")
                .contains("HttpOnly")
                .contains("SameSite=Lax")
                .contains("Max-Age=3600");
        assertThat(browser.page("/account").text()).contains("mary");
    }

    @Test
    void signing_in_leads_back_to_where_it_was_asked_for() {
        assertThat(browser.page("/account").header("Location")).isEqualTo("/sign-in?next=%2Faccount");
        assertThat(browser.page("/sign-in?next=%2Faccount").text()).contains("name=\"next\" value=\"/account\"");

        assertThat(signIn(Map.of("next", "/account")).header("Location")).isEqualTo("/account");
    }

    @Test
    void signing_in_never_leads_to_another_site() {
        for (String next : List.of(
                "//evil.example",
                "https://evil.example/",
                "/\\evil.example",
                "javascript:alert(1)",
                "/\t/evil.example",
                "evil")) {
            assertThat(signIn(Map.of("next", next)).header("Location")).as(next).isEqualTo("/");
            browser.submit("/account", "/sign-out", Map.of());
        }
        assertThat(browser.page("/sign-in?next=%2F%2Fevil.example").text()).doesNotContain("evil.example");
    }

    @Test
    void a_wrong_password_shows_the_form_again_without_it() {
        Answer answer = signIn(Map.of("password", "not the password", "next", "/account"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text())
                .contains("The name or the password is not right.")
                .contains("value=\"Mary\"")
                .contains("value=\"/account\"")
                .doesNotContain("not the password");
        assertThat(browser.cookies()).doesNotContainKey("colophon");
    }

    @Test
    void whoever_is_signed_in_needs_no_sign_in_page() {
        signIn(Map.of());

        assertThat(browser.page("/sign-in?next=%2Faccount").header("Location")).isEqualTo("/account");
    }

    @Test
    void signing_out_ends_the_session_on_the_server_too() {
        signIn(Map.of());
        String token = browser.cookie("colophon");

        Answer answer = browser.submit("/account", "/sign-out", Map.of());

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Set-Cookie")).startsWith("colophon=;").contains("Max-Age=0");
        assertThat(fixture.server.bearing(token).get("/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void dates_and_zone_are_set_on_the_page_and_hold_at_once() {
        signIn(Map.of());

        Answer saved = browser.submit(
                "/account", "/account/dates", Map.of("locale", "de-DE", "time_zone", "Pacific/Kiritimati"));

        assertThat(saved.header("Location")).isEqualTo("/account?changed=dates");
        assertThat(browser.page("/account?changed=dates").text())
                .contains(
                        "Gespeichert.",
                        "<option value=\"de-DE\" selected>",
                        "4. Mai 2026",
                        "value=\"Pacific/Kiritimati\"");
        assertThat(change("not the password", "the clock struck one").text())
                .contains("Das ist nicht das jetzige Passwort.");
        assertThat(fixture.tokens.authenticate(browser.cookie("colophon")).zone())
                .isEqualTo(ZoneId.of("Pacific/Kiritimati"));
    }

    @Test
    void pages_speak_the_language_of_the_browser_until_the_reader_sets_one() {
        assertThat(browser.page("/sign-in", "de").text())
                .contains("<html lang=\"de\">", "Benutzername oder E-Mail-Adresse", ">Lege ein Konto an</a>.");
        assertThat(browser.page("/sign-up", "de").text()).contains("Mindestens 10 Zeichen");
        signIn(Map.of());
        assertThat(browser.page("/account", "de").text()).contains("Wer dein Regal sehen darf", "Nur du");
        assertThat(browser.page("/account/sessions", "de").text()).contains("diese hier", "angemeldet am");
        assertThat(browser.page("/account/second-factor", "de").text()).contains("Jede App für Einmalcodes");
        assertThat(browser.page("/account/access", "de").text()).contains("90 Tage", "Deine Ziele setzen");

        browser.submit("/account", "/account/dates", Map.of("locale", "en-GB"));

        assertThat(browser.page("/account", "de").text()).contains("<html lang=\"en\">", "Who may see your shelf");
        assertThat(browser.page("/nowhere", "de").text()).contains("<html lang=\"en\">", "Not found");
    }

    @Test
    void a_zone_that_nobody_knows_is_refused_on_the_page() {
        signIn(Map.of());

        Answer refused = browser.submit("/account", "/account/dates", Map.of("time_zone", "Mars/Olympus"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("This is no known time zone");
        assertThat(rows.query("SELECT username FROM users WHERE time_zone IS NULL"))
                .containsExactly("mary");
    }

    @Test
    void an_account_is_removed_with_its_password_alone() {
        signIn(Map.of());

        Answer wrong = remove("pride and prejudice");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("This is not the current password.");
        Answer answer = remove(AccountFixture.PASSWORD);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Set-Cookie")).startsWith("colophon=;").contains("Max-Age=0");
        assertThat(rows.query("SELECT username FROM users")).isEmpty();
        assertThat(signIn(Map.of()).status()).isEqualTo(401);
    }

    private Answer remove(String password) {
        return browser.submit("/account", "/account/remove", Map.of("current_password", password));
    }

    @Test
    void a_new_reader_signs_up() {
        Answer answer = browser.submit(
                "/sign-up", "/sign-up", Map.of("username", "jane", "email", "", "password", "pride and prejudice"));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(browser.page("/account").text()).contains("jane");
        assertThat(rows.query("SELECT username FROM users ORDER BY username")).containsExactly("jane", "mary");
    }

    @Test
    void a_sign_up_that_breaks_a_rule_says_which() {
        Answer taken = signUp("MARY", "pride and prejudice");
        Answer weak = signUp("jane", "password123");

        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.text()).contains("The username is taken.").contains("value=\"MARY\"");
        assertThat(weak.status()).isEqualTo(422);
        assertThat(weak.text()).contains("first ones tried").doesNotContain("password123");
    }

    private Answer signUp(String username, String password) {
        return browser.submit("/sign-up", "/sign-up", Map.of("username", username, "password", password));
    }

    @Test
    void closed_registration_shows_no_form() {
        try (var closed = new AccountFixture(rows.database(), AccountFixture.settings(false, 0))) {
            TestClient visitor = closed.server.anonymous();

            assertThat(visitor.page("/sign-up").status()).isEqualTo(403);
            assertThat(visitor.submit("/sign-in", "/sign-up", Map.of()).status())
                    .isEqualTo(403);
            assertThat(visitor.page("/sign-in").text()).doesNotContain("/sign-up");
        }
    }

    @Test
    void a_changed_password_keeps_this_session_and_ends_the_others() {
        signIn(Map.of());
        TestClient other = fixture.server.bearing(browser.cookie("colophon"));
        assertThat(other.page("/account").status()).isEqualTo(200);

        Answer wrong = change("not the password", "the clock struck one");
        Answer changed = change(AccountFixture.PASSWORD, "the clock struck one");

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("not the current password");
        assertThat(changed.header("Location")).isEqualTo("/account?changed=1");
        assertThat(browser.page("/account?changed=1").text()).contains("The password is changed");
        assertThat(other.page("/account").status()).isEqualTo(303);
    }

    private Answer change(String current, String replacement) {
        return browser.submit("/account", "/account", Map.of("current_password", current, "new_password", replacement));
    }

    @Test
    void signing_out_everywhere_ends_every_session() {
        signIn(Map.of());
        TestClient other = fixture.server.bearing(browser.cookie("colophon"));

        Answer answer = browser.submit("/account", "/account/sign-out-everywhere", Map.of());

        assertThat(answer.header("Location")).isEqualTo("/sign-in");
        assertThat(other.page("/account").status()).isEqualTo(303);
    }

    @Test
    void guessing_is_slowed_down_on_the_page_too() {
        try (var slow = new AccountFixture(rows.database(), AccountFixture.settings(true, 1))) {
            TestClient guesser = slow.server.anonymous();
            Map<String, String> guess = Map.of("username", "mary", "password", "not it at all");
            guesser.submit("/sign-in", "/sign-in", guess);

            Answer answer = guesser.submit("/sign-in", "/sign-in", guess);

            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.header("Retry-After")).isEqualTo("60");
            assertThat(answer.text()).contains("Too many attempts");
        }
    }
}
