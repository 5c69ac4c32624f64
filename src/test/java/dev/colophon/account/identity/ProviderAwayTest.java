package dev.colophon.account.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.account.AccountFixture;
import dev.colophon.account.oidc.TestProvider;
import dev.colophon.testing.Answer;
import dev.colophon.testing.OnSqlite;
import dev.colophon.testing.TakesLong;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A provider that is away, slow, or answers with what no provider says; passwords work meanwhile. */
@OnSqlite
@Timeout(60)
class ProviderAwayTest {
    private static final String AWAY = "Castle cannot be reached right now; try again, or sign in with a password.";
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final TestDatabase rows;
    private final IdentityFixture fixture;
    private final TestProvider provider;

    ProviderAwayTest(TestDatabase rows) {
        this.rows = rows;
        fixture = new IdentityFixture(rows, Map.of("OIDC_REGISTRATION", "1"));
        provider = fixture.provider;
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private void away(String as, Answer answer) {
        assertThat(answer.status()).as(as).isEqualTo(503);
        assertThat(answer.header("Retry-After")).as(as).isEqualTo("5");
        assertThat(answer.text()).as(as).contains(AWAY, "name=\"password\"");
    }

    private void mends() {
        provider.recover();
        fixture.account.clock.pass(Duration.ofSeconds(5));
        assertThat(fixture.signIn(fixture.browser(), "/account").header("Location"))
                .isEqualTo("/account");
    }

    private void awayAtOnce(String as, int status, String text) {
        provider.answer(DISCOVERY, status, text);
        fixture.account.clock.pass(Duration.ofHours(1));
        away(as, fixture.browser().page("/sign-in/oidc"));
    }

    @Test
    void a_discovery_that_is_none_is_told_and_mends_itself() {
        awayAtOnce("fault", 500, "{}");
        awayAtOnce("redirect", 302, "{}");
        awayAtOnce("garbage", 200, "<html>");
        awayAtOnce("list", 200, "[]");
        awayAtOnce("huge", 200, "{\"issuer\":\"" + "x".repeat(300_000) + "\"}");
        awayAtOnce("another issuer", 200, "{\"issuer\":\"http://127.0.0.1:1/realm\"}");
        awayAtOnce("nothing in it", 200, "{\"issuer\":\"" + provider.issuer() + "\"}");
        mends();
    }

    @Test
    void whoever_waits_for_a_slow_provider_lets_the_next_ones_know() {
        try (var hasty = new IdentityFixture(rows, Map.of(), PATIENCE)) {
            hasty.provider.hang(DISCOVERY);
            TestClient browser = hasty.browser();

            away("slow", browser.page("/sign-in/oidc"));
            away("next", browser.page("/sign-in/oidc"));
            away("next", browser.page("/sign-in/oidc"));

            assertThat(hasty.provider.asked).hasSizeLessThan(2);
        }
    }

    @Test
    void passwords_work_while_it_is_away() {
        fixture.account.accounts.create("mary", null, AccountFixture.PASSWORD, false);
        provider.close();
        TestClient browser = fixture.browser();
        away("closed", browser.page("/sign-in/oidc"));

        Answer answer =
                browser.submit("/sign-in", "/sign-in", Map.of("username", "mary", "password", AccountFixture.PASSWORD));

        assertThat(answer.header("Location")).isEqualTo("/");
        assertThat(browser.submit("/account", "/account/oidc", Map.of("current_password", AccountFixture.PASSWORD))
                        .status())
                .isEqualTo(503);
    }

    @Test
    void a_token_endpoint_that_fails_is_told() {
        for (String text : new String[] {"", "no JSON", "{\"id_token\":\"" + "x".repeat(300_000) + "\"}"}) {
            provider.answer("/token", 500, text);
            away("fault " + text.length(), fixture.signIn(fixture.browser(), "/account"));
            provider.answer("/token", 200, text);
            away("answer " + text.length(), fixture.signIn(fixture.browser(), "/account"));
        }
        mends();
    }

    @Test
    @TakesLong("waits as long as it has patience for what answers at once on a busy machine")
    void a_token_endpoint_that_hangs_is_told() {
        try (var hasty = new IdentityFixture(rows, Map.of(), Duration.ofSeconds(3))) {
            hasty.provider.hang("/token");

            away("slow", hasty.signIn(hasty.browser(), "/account"));
        }
    }

    @Test
    void an_answer_without_a_token_that_can_be_read_proves_nothing() {
        for (String text : new String[] {"{}", "{\"id_token\":7}", "{\"id_token\":\"a.b.c\"}", "{\"id_token\":\"\"}"}) {
            provider.answer("/token", 200, text);
            Answer answer = fixture.signIn(fixture.browser(), "/account");
            assertThat(answer.status()).as(text).isEqualTo(401);
        }
        mends();
    }

    @Test
    void keys_that_cannot_be_had_are_told() {
        provider.answer("/keys", 500, "{}");
        away("fault", fixture.signIn(fixture.browser(), "/account"));
        away("a moment later", fixture.signIn(fixture.browser(), "/account"));
        assertThat(provider.asked).filteredOn(path -> path.endsWith("/keys")).hasSize(1);
        fixture.account.clock.pass(Duration.ofSeconds(5));
        provider.answer(
                "/keys", 200, "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\"},{\"kty\":\"oct\",\"k\":\"AA\"},7]}");
        assertThat(fixture.signIn(fixture.browser(), "/account").status()).isEqualTo(401);
        fixture.account.clock.pass(Duration.ofMinutes(1));
        mends();
    }

    @Test
    void the_secret_goes_in_the_form_where_the_provider_takes_it_there_alone() {
        provider.discovers(Map.of("token_endpoint_auth_methods_supported", new String[] {"client_secret_post"}));

        assertThat(fixture.signIn(fixture.browser(), "/account").header("Location"))
                .isEqualTo("/account");
    }

    @Test
    void trying_costs_as_with_passwords_but_a_provider_that_is_away_costs_nothing() {
        try (var slow = new IdentityFixture(rows, Map.of("LOGIN_ATTEMPTS_PER_MINUTE", "1"))) {
            slow.provider.answer("/token", 500, "{}");
            away("away", slow.signIn(slow.browser(), "/account"));
            away("away", slow.signIn(slow.browser(), "/account"));
            slow.provider.recover();

            assertThat(slow.signIn(slow.browser(), "/account").status()).isEqualTo(403);
            Answer throttled = slow.signIn(slow.browser(), "/account");

            assertThat(throttled.status()).isEqualTo(429);
            assertThat(throttled.text()).contains("Too many attempts to sign in");
        }
    }
}
