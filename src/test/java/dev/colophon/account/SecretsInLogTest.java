package dev.colophon.account;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.colophon.account.access.AccessTokenApi;
import dev.colophon.account.factor.TestApp;
import dev.colophon.account.identity.IdentityFixture;
import dev.colophon.account.oidc.TestProvider;
import dev.colophon.testing.Answer;
import dev.colophon.testing.OnSqlite;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** Whatever goes right or wrong with tokens and codes, none of them is in the log, not even in debug. */
@OnSqlite
@Timeout(60)
@Isolated("reads the log of the whole JVM")
class SecretsInLogTest {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("dev.colophon");
    private final Lines lines = new Lines();
    private final TestDatabase rows;
    private final AccountFixture fixture;

    SecretsInLogTest(TestDatabase rows) {
        this.rows = rows;
        fixture = new AccountFixture(rows.database());
    }

    @BeforeEach
    void listen() {
        lines.start();
        root.addAppender(lines);
        ours.setLevel(Level.DEBUG);
    }

    @AfterEach
    void stop() {
        ours.setLevel(null);
        root.detachAppender(lines);
        fixture.close();
    }

    @Test
    void no_token_code_or_secret_is_ever_in_a_line() {
        List<String> secrets = new ArrayList<>(List.of(AccountFixture.PASSWORD, "123456"));
        TestClient mary = fixture.reader("mary");
        String token = AccessTokenApi.made(mary, "profile:read");
        secrets.add(token);
        fixture.server.bearing(token).get("/api/v1/me");
        fixture.server.bearing(token).get("/api/v1/library");
        String secret = mary.post("/api/v1/me/second-factor", Map.of("current_password", AccountFixture.PASSWORD))
                .json()
                .path("secret")
                .asText();
        secrets.add(secret);
        Answer confirmed = mary.post(
                "/api/v1/me/second-factor/confirm", Map.of("code", TestApp.code(secret, fixture.clock.instant())));
        confirmed.json().path("recovery_codes").forEach(code -> secrets.add(code.asText()));
        String pending = fixture.login("mary", AccountFixture.PASSWORD)
                .json()
                .path("pending")
                .asText();
        secrets.add(pending);
        second(pending, "123456");
        Answer signedIn = second(pending, secrets.get(5));
        secrets.add(signedIn.json().path("access_token").asText());
        rows.run("ALTER TABLE access_tokens RENAME TO lost_tokens");
        rows.run("ALTER TABLE recovery_codes RENAME TO lost_codes");
        assertThat(fixture.server
                        .bearing("clp_" + "a".repeat(40))
                        .get("/api/v1/me")
                        .status())
                .isGreaterThanOrEqualTo(500);
        assertThat(second(pending, "1234567").status()).isGreaterThanOrEqualTo(500);
        secrets.add("a".repeat(40));

        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(lines.all).isNotEmpty();
        assertThat(secrets).hasSizeGreaterThan(14).doesNotContain("");
        for (String line : lines.all) {
            assertThat(line).doesNotContain(secrets);
        }
    }

    @Test
    void nothing_that_passes_between_a_provider_and_us_is_in_a_line() {
        List<String> secrets = new ArrayList<>(List.of(TestProvider.SECRET));
        try (var elsewhere = new IdentityFixture(rows, Map.of("OIDC_REGISTRATION", "1"))) {
            TestClient browser = elsewhere.browser();
            String address = elsewhere.begin(browser, "/");
            secrets.add(browser.cookie("colophon-oidc"));
            for (String part : List.of("state", "nonce", "code_challenge")) {
                secrets.add(address.replaceFirst(".*[?&]" + part + "=([^&]*).*", "$1"));
            }
            String answer = elsewhere.provider.visit(address);
            assertThat(browser.page(answer).status()).isEqualTo(303);
            assertThat(browser.page(answer).status()).isEqualTo(401);
            elsewhere.provider.change(token -> token.withClaim("nonce", "another-nonce"));
            assertThat(elsewhere.signIn(elsewhere.browser(), "/").status()).isEqualTo(401);
            elsewhere.provider.answer("/token", 400, "{\"error\":\"secret-of-the-provider\"}");
            assertThat(elsewhere.signIn(elsewhere.browser(), "/").status()).isEqualTo(401);
            elsewhere.provider.answer("/token", 200, "secret-of-the-provider");
            assertThat(elsewhere.signIn(elsewhere.browser(), "/").status()).isEqualTo(503);
            rows.run("ALTER TABLE identities RENAME TO lost_identities");
            elsewhere.provider.recover();
            assertThat(elsewhere.signIn(elsewhere.browser(), "/").status()).isGreaterThanOrEqualTo(500);
            secrets.addAll(elsewhere.provider.secrets);
        }
        secrets.addAll(List.of("another-nonce", "secret-of-the-provider"));

        assertThat(lines.all).isNotEmpty();
        assertThat(secrets).hasSizeGreaterThan(14).doesNotContain("");
        for (String line : lines.all) {
            assertThat(line).doesNotContain(secrets);
        }
    }

    private Answer second(String pending, String code) {
        return fixture.server.anonymous().post("/api/v1/auth/login/code", Map.of("pending", pending, "code", code));
    }

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final Queue<String> all = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            String thrown =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            all.add(event.getFormattedMessage() + " " + event.getKeyValuePairs() + " " + thrown);
        }
    }
}
