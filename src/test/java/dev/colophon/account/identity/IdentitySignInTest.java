package dev.colophon.account.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.account.AccountFixture;
import dev.colophon.account.factor.TestApp;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signing in by a provider, linking it and making an account by it, on both databases. */
@EveryDatabase
@Timeout(60)
class IdentitySignInTest {
    private static final Map<String, Object> ANNE = Map.of(
            "sub", "anne-1", "preferred_username", "anne", "name", "Anne Elliot", "email", "anne@kellynch.example");
    private static final Pattern PENDING = Pattern.compile("name=\"pending\" value=\"([^\"]+)\"");
    private static final Map<String, String> PASSWORD = Map.of("current_password", AccountFixture.PASSWORD);

    private final TestDatabase rows;
    private IdentityFixture fixture;

    IdentitySignInTest(TestDatabase rows) {
        this.rows = rows;
        fixture = new IdentityFixture(rows, Map.of("OIDC_REGISTRATION", "1", "REGISTRATION", "closed"));
    }

    private void closeTheDoor() {
        fixture.close();
        fixture = new IdentityFixture(rows, Map.of("REGISTRATION", "open"));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void somebody_new_gets_an_account_and_comes_back_to_it() {
        fixture.provider.person(ANNE);
        TestClient browser = fixture.browser();
        assertThat(browser.page("/sign-in?next=%2Faccount").text())
                .contains("href=\"/sign-in/oidc?next=%2Faccount\"", "Sign in with Castle");
        assertThat(fixture.provider.asked).isEmpty();

        Answer arrived = fixture.signIn(browser, "/account");

        assertThat(arrived.header("Location")).isEqualTo("/account");
        assertThat(arrived.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("colophon-oidc=;") && cookie.contains("Max-Age=0"));
        assertThat(browser.page("/account").text()).contains("anne", "Anne Elliot", "You can sign in with Castle");
        assertThat(browser.page("/account/sessions").text()).contains("Java-http-client · Castle");
        // the address was not verified
        assertThat(rows.query("SELECT username || ' ' || COALESCE(email, 'none') FROM users"))
                .containsExactly("anne none");
        assertThat(fixture.signIn(fixture.browser(), "/").header("Location")).isEqualTo("/");
        assertThat(rows.query("SELECT COUNT(*) FROM users")).containsExactly("1");
        assertThat(fixture.account.meters.text())
                .contains("colophon_logins_total{outcome=\"success\",way=\"openid_connect\"} 2\n");
    }

    @Test
    void an_address_never_opens_the_account_that_has_it() {
        fixture.account.accounts.create("anne", "anne@kellynch.example", AccountFixture.PASSWORD, false);
        fixture.provider.person(Map.of(
                "sub", "x", "preferred_username", "Anne", "email", "anne@kellynch.example", "email_verified", true));

        fixture.signIn(fixture.browser(), "/");

        assertThat(rows.query("SELECT username || ' ' || COALESCE(email, 'none') FROM users ORDER BY username_key"))
                .containsExactly("anne anne@kellynch.example", "Anne-2 none");
    }

    @Test
    void a_verified_address_comes_along() {
        fixture.provider.person(Map.of("sub", "x", "email", "anne@kellynch.example", "email_verified", true));

        fixture.signIn(fixture.browser(), "/");

        assertThat(rows.query("SELECT username || ' ' || email FROM users"))
                .containsExactly("anne anne@kellynch.example");
    }

    @Test
    void without_registration_somebody_unknown_stays_outside() {
        closeTheDoor();
        fixture.account.accounts.create("anne", "anne@kellynch.example", AccountFixture.PASSWORD, false);
        fixture.provider.person(Map.of("sub", "x", "email", "anne@kellynch.example", "email_verified", true));
        TestClient browser = fixture.browser();

        Answer answer = fixture.signIn(browser, "/account");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("Nobody here signs in this way yet", "name=\"next\" value=\"/account\"");
        assertThat(browser.cookies()).doesNotContainKey("colophon");
        assertThat(rows.query("SELECT COUNT(*) FROM identities")).containsExactly("0");
    }

    @Test
    void a_reader_links_signs_in_and_unlinks() {
        closeTheDoor();
        TestClient mary = fixture.account.reader("mary");
        fixture.provider.person(ANNE);
        assertThat(mary.page("/account").text()).contains("Add sign-in with Castle");

        assertThat(fixture.link(mary).header("Location")).isEqualTo("/account");

        assertThat(mary.page("/account").text()).contains("Remove sign-in with Castle");
        TestClient elsewhere = fixture.browser();
        assertThat(fixture.signIn(elsewhere, "/").header("Location")).isEqualTo("/");
        assertThat(elsewhere.page("/account").text()).contains("mary", "Last used");
        Answer wrong = mary.submit("/account", "/account/oidc/unlink", Map.of("current_password", "not it at all"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("This is not the current password.");
        assertThat(mary.submit("/account", "/account/oidc/unlink", PASSWORD).header("Location"))
                .isEqualTo("/account");
        assertThat(fixture.signIn(fixture.browser(), "/").status()).isEqualTo(403);
        assertThat(mary.submit("/account", "/account/oidc/unlink", PASSWORD).status())
                .isEqualTo(404);
    }

    @Test
    void linking_asks_for_the_password() {
        TestClient mary = fixture.account.reader("mary");

        Answer refused = mary.submit("/account", "/account/oidc", Map.of("current_password", "not it at all"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("This is not the current password.");
        assertThat(mary.cookies()).doesNotContainKey("colophon-oidc");
    }

    @Test
    void what_belongs_to_one_reader_is_not_linked_to_another() {
        fixture.provider.person(ANNE);
        fixture.signIn(fixture.browser(), "/");
        TestClient mary = fixture.account.reader("mary");

        Answer refused = fixture.link(mary);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("linked to an account already", "href=\"/account\"");
        assertThat(rows.query("SELECT u.username FROM identities i JOIN users u ON u.id = i.user_id"))
                .containsExactly("anne");
    }

    @Test
    void whoever_is_signed_in_by_then_is_not_linked_to_what_another_began() {
        TestClient mary = fixture.account.reader("mary");
        fixture.provider.person(ANNE);
        Answer page = mary.submit("/account", "/account/oidc", PASSWORD);
        String answer = fixture.provider.visit(IdentityFixture.address(page));
        TestClient jane = fixture.account.reader("jane");
        jane.cookies().put("colophon-oidc", mary.cookie("colophon-oidc"));
        TestClient nobody = fixture.browser();
        nobody.cookies().put("colophon-oidc", mary.cookie("colophon-oidc"));

        assertThat(jane.page(answer).status()).isEqualTo(403);
        assertThat(nobody.page(answer).status()).isEqualTo(403);
        assertThat(rows.query("SELECT COUNT(*) FROM identities")).containsExactly("0");
        // nothing was used up by them
        assertThat(mary.page(answer).header("Location")).isEqualTo("/account");
    }

    @Test
    void an_account_without_a_password_gets_one_and_only_from_a_new_session() {
        fixture.provider.person(ANNE);
        TestClient anne = fixture.browser();
        fixture.signIn(anne, "/");
        assertThat(fixture.account.login("anne", "none").status()).isEqualTo(401);
        assertThat(anne.page("/account").text())
                .contains("This account has no password", "name=\"new_password\"")
                .doesNotContain("Remove sign-in with Castle");
        Answer leave = anne.submit("/account", "/account/remove", Map.of("current_password", "none"));
        assertThat(leave.status()).isEqualTo(422);
        assertThat(leave.text()).contains("This account has no password yet; set one first.");
        assertThat(anne.submit("/account", "/account/oidc/unlink", Map.of("current_password", "none"))
                        .status())
                .isEqualTo(422);
        Map<String, String> wanted = Map.of("new_password", "pride and prejudice");

        fixture.account.clock.pass(Duration.ofMinutes(10));
        assertThat(anne.page("/account").text()).contains("sign out and in again first");
        assertThat(anne.submit("/account", "/account/first-password", wanted).status())
                .isEqualTo(403);
        TestClient again = fixture.browser();
        fixture.signIn(again, "/");
        assertThat(again.submit("/account", "/account/first-password", Map.of("new_password", "short"))
                        .status())
                .isEqualTo(422);
        assertThat(again.submit("/account", "/account/first-password", wanted).header("Location"))
                .isEqualTo("/account?changed=1");

        assertThat(fixture.account.login("anne", "pride and prejudice").status())
                .isEqualTo(200);
        assertThat(again.submit("/account", "/account/first-password", wanted).status())
                .isEqualTo(409);
        assertThat(again.submit("/account", "/account/oidc/unlink", Map.of("current_password", "pride and prejudice"))
                        .header("Location"))
                .isEqualTo("/account");
    }

    @Test
    void a_second_factor_is_asked_for_all_the_same() {
        TestClient mary = fixture.account.reader("mary");
        fixture.provider.person(ANNE);
        fixture.link(mary);
        String secret = mary.post("/api/v1/me/second-factor", PASSWORD)
                .json()
                .path("secret")
                .asText();
        mary.post(
                "/api/v1/me/second-factor/confirm",
                Map.of("code", TestApp.code(secret, fixture.account.clock.instant())));
        TestClient browser = fixture.browser();

        Answer asked = fixture.signIn(browser, "/account");

        assertThat(browser.cookies()).doesNotContainKey("colophon");
        Matcher pending = PENDING.matcher(asked.text());
        assertThat(pending.find()).isTrue();
        fixture.account.clock.pass(Duration.ofSeconds(30));
        Map<String, String> code = Map.of(
                "pending",
                pending.group(1),
                "code",
                TestApp.code(secret, fixture.account.clock.instant()),
                "next",
                "/account");
        assertThat(browser.submit("/sign-in", "/sign-in/code", code).header("Location"))
                .isEqualTo("/account");
    }

    @Test
    void a_disabled_account_stays_closed() {
        fixture.provider.person(ANNE);
        fixture.signIn(fixture.browser(), "/");
        rows.run("UPDATE users SET disabled_at = created_at");
        TestClient browser = fixture.browser();

        Answer answer = fixture.signIn(browser, "/");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text()).contains("This account is disabled.");
        assertThat(browser.cookies()).doesNotContainKey("colophon");
    }

    @Test
    void an_account_that_is_removed_takes_its_identity_along() {
        TestClient mary = fixture.account.reader("mary");
        fixture.provider.person(ANNE);
        fixture.link(mary);

        mary.submit("/account", "/account/remove", PASSWORD);

        assertThat(rows.query("SELECT COUNT(*) FROM identities")).containsExactly("0");
    }
}
