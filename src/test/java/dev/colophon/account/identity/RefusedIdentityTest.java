package dev.colophon.account.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import dev.colophon.account.oidc.TestKey;
import dev.colophon.account.oidc.TestProvider;
import dev.colophon.testing.Answer;
import dev.colophon.testing.OnSqlite;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a provider, or somebody in its place, can say that lets nobody in. */
@OnSqlite
@Timeout(60)
class RefusedIdentityTest {
    private static final TestKey OTHER = TestKey.rsa("rsa", 2_048);
    private static final String UNPROVED = "What Castle says does not prove who you are; begin again.";
    private static final String UNKNOWN = "This answer is not to what this browser asked last; begin again.";

    private final IdentityFixture fixture;
    private final TestProvider provider;

    RefusedIdentityTest(TestDatabase rows) {
        fixture = new IdentityFixture(rows, Map.of("OIDC_REGISTRATION", "1"));
        provider = fixture.provider;
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private void refused(String as, int status, String told) {
        TestClient browser = fixture.browser();
        Answer answer = fixture.signIn(browser, "/account");
        assertThat(answer.status()).as(as).isEqualTo(status);
        assertThat(answer.text()).as(as).contains(told, "name=\"password\"", "Sign in with Castle");
        assertThat(browser.cookies()).as(as).doesNotContainKeys("colophon", "colophon-oidc");
    }

    private void refusedToken(String as, UnaryOperator<JWTCreator.Builder> change) {
        provider.change(change);
        refused(as, 401, UNPROVED);
    }

    private void letsIn() {
        assertThat(fixture.signIn(fixture.browser(), "/account").header("Location"))
                .isEqualTo("/account");
    }

    private Instant now() {
        return fixture.account.clock.instant();
    }

    @Test
    void a_token_for_somebody_else_of_another_time_or_attempt_proves_nothing() {
        refusedToken("issuer", token -> token.withIssuer("https://evil.example"));
        refusedToken("audience", token -> token.withAudience("another"));
        refusedToken("no audience", token -> token.withAudience((String[]) null));
        refusedToken("several audiences", token -> token.withAudience(TestProvider.CLIENT, "another"));
        refusedToken("party", token -> token.withClaim("azp", "another"));
        refusedToken("expired", token -> token.withExpiresAt(now().minusSeconds(61)));
        refusedToken("no end", token -> token.withExpiresAt((Instant) null));
        refusedToken("of tomorrow", token -> token.withIssuedAt(now().plusSeconds(61)));
        refusedToken("no beginning", token -> token.withIssuedAt((Instant) null));
        refusedToken("not yet", token -> token.withNotBefore(now().plusSeconds(61)));
        refusedToken("nonce", token -> token.withClaim("nonce", "another"));
        refusedToken("no nonce", token -> token.withNullClaim("nonce"));
        refusedToken("nobody", token -> token.withSubject(""));
        refusedToken("no subject", token -> token.withSubject(null));
        refusedToken("extension", token -> token.withHeader(Map.of("crit", List.of("b64"), "b64", false)));
        refusedToken("long subject", token -> token.withSubject("x".repeat(256)));

        provider.change(token -> token.withExpiresAt(now().minusSeconds(59)).withIssuedAt(now().plusSeconds(60)));
        letsIn();
        provider.change(
                token -> token.withAudience("another", TestProvider.CLIENT).withClaim("azp", TestProvider.CLIENT));
        letsIn();
    }

    @Test
    void a_signature_of_another_key_or_none_proves_nothing() {
        letsIn();
        provider.sign(OTHER.signing());
        refused("another key of the same name", 401, UNPROVED);
        provider.sign(Algorithm.none());
        refused("none", 401, UNPROVED);
        provider.sign(Algorithm.HMAC256(TestProvider.SECRET));
        refused("our secret", 401, UNPROVED);
        provider.rotate(TestKey.rsa("weak", 1_024), List.of(TestKey.rsa("weak", 1_024)));
        fixture.account.clock.pass(Duration.ofMinutes(1));
        refused("weak", 401, UNPROVED);
    }

    @Test
    void keys_that_are_not_known_are_asked_for_once_a_minute() {
        letsIn();
        TestKey next = TestKey.elliptic("next", "secp256r1");
        provider.rotate(next, List.of(next));
        refused("within a minute", 401, UNPROVED);
        refused("within a minute", 401, UNPROVED);
        assertThat(provider.asked).filteredOn(path -> path.endsWith("/keys")).hasSize(1);

        fixture.account.clock.pass(Duration.ofMinutes(1));
        letsIn();
        letsIn();
        assertThat(provider.asked).filteredOn(path -> path.endsWith("/keys")).hasSize(2);
    }

    @Test
    void keys_of_every_curve_are_good_and_one_without_a_name_where_it_is_alone() {
        for (String curve : List.of("secp256r1", "secp384r1", "secp521r1")) {
            TestKey key = TestKey.elliptic(curve, curve);
            provider.rotate(key, List.of(key, OTHER));
            fixture.account.clock.pass(Duration.ofMinutes(1));
            letsIn();
        }
        provider.change(token -> token.withHeader(Map.of("kid", "")));
        letsIn();
        TestKey twin = TestKey.elliptic("twin", "secp521r1");
        provider.rotate(twin, List.of(twin, TestKey.elliptic("other", "secp521r1")));
        fixture.account.clock.pass(Duration.ofHours(1));
        refused("which of two", 401, UNPROVED);
    }

    @Test
    void an_answer_that_this_browser_did_not_ask_for_is_refused() {
        TestClient browser = fixture.browser();
        String answer = provider.visit(fixture.begin(browser, "/account"));
        TestClient other = fixture.browser();
        fixture.begin(other, "/account");

        for (TestClient stranger : List.of(other, fixture.browser())) {
            Answer refused = stranger.page(answer);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.text()).contains(UNKNOWN);
            assertThat(stranger.cookies()).doesNotContainKey("colophon");
        }
        String sealed = browser.cookie("colophon-oidc");
        TestClient forger = fixture.browser();
        forger.cookies().put("colophon-oidc", sealed.substring(0, sealed.length() - 4) + "AAAA");
        assertThat(forger.page(answer).text()).contains(UNKNOWN);
        assertThat(browser.page(answer).header("Location")).isEqualTo("/account");
    }

    @Test
    void an_answer_counts_once_even_with_its_cookie() {
        TestClient browser = fixture.browser();
        String answer = provider.visit(fixture.begin(browser, "/account"));
        String sealed = browser.cookie("colophon-oidc");
        assertThat(browser.page(answer).header("Location")).isEqualTo("/account");
        TestClient thief = fixture.browser();
        thief.cookies().put("colophon-oidc", sealed);

        Answer again = thief.page(answer);

        assertThat(again.status()).isEqualTo(401);
        assertThat(again.text()).contains(UNKNOWN);
        assertThat(provider.asked).filteredOn(path -> path.endsWith("/token")).hasSize(1);
    }

    @Test
    void whoever_takes_too_long_begins_again() {
        TestClient browser = fixture.browser();
        String answer = provider.visit(fixture.begin(browser, "/account"));
        fixture.account.clock.pass(Duration.ofMinutes(10));

        Answer late = browser.page(answer);

        assertThat(late.status()).isEqualTo(401);
        assertThat(late.text()).contains("That took too long; begin again.");
    }

    @Test
    void what_the_provider_says_on_the_way_is_never_repeated() {
        for (Map<String, String> said : List.of(
                Map.of("error", "access_denied", "error_description", "<script>alert(1)</script>"),
                Map.of("code", "any", "iss", "https://evil.example"),
                Map.of("other", "nothing"))) {
            TestClient browser = fixture.browser();
            Answer answer = browser.page(provider.visit(fixture.begin(browser, "/account"), said));
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.text())
                    .contains("Castle did not let you in; begin again.")
                    .doesNotContain("alert(1)", "access_denied", "evil.example");
        }
        assertThat(provider.asked).filteredOn(path -> path.endsWith("/token")).isEmpty();
    }

    @Test
    void a_code_that_was_made_for_another_attempt_is_worth_nothing() {
        TestClient victim = fixture.browser();
        String stolen = provider.visit(fixture.begin(victim, "/account"));
        String code = stolen.replaceFirst(".*code=([^&]*).*", "$1");
        TestClient thief = fixture.browser();

        Answer answer = thief.page(provider.visit(fixture.begin(thief, "/account"), Map.of("code", code)));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text()).contains(UNPROVED).doesNotContain("<b>no</b>");
    }

    @Test
    void it_leads_to_no_other_site_afterwards() {
        TestClient browser = fixture.browser();

        assertThat(fixture.signIn(browser, "%2F%2Fevil.example").header("Location"))
                .isEqualTo("/");
        assertThat(browser.page("/sign-in/oidc?next=%2F%2Fevil.example").header("Location"))
                .isEqualTo("/");
    }
}
