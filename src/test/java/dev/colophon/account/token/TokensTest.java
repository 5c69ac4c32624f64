package dev.colophon.account.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import dev.colophon.account.AccountFixture;
import dev.colophon.account.Accounts;
import dev.colophon.account.MovableClock;
import dev.colophon.account.password.Passwords;
import dev.colophon.database.Database;
import dev.colophon.database.DirectSession;
import dev.colophon.database.opening.Databases;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.settings.AccountSettings;
import dev.colophon.settings.AccountSettings.Registration;
import dev.colophon.settings.Secret;
import dev.colophon.testing.Base64Spellings;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestSettings;
import dev.colophon.web.session.Signer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which tokens are good. */
@EveryDatabase
@Timeout(60)
class TokensTest {
    private static final String OTHER_KEY = "another-key-0123456789-abcdefghijklmnop";

    private final MovableClock clock = new MovableClock();
    private final TestDatabase rows;
    private final Database database;
    private final Passwords passwords = new Passwords(4);
    private final Tokens tokens;
    private final UUID mary;

    TokensTest(TestDatabase rows) {
        this.rows = rows;
        database = rows.database();
        var accounts = new Accounts(database, passwords, clock);
        mary = accounts.create("mary", null, AccountFixture.PASSWORD, false);
        tokens = tokens(TestSettings.SECRET_KEY, Optional.empty(), "HS256");
    }

    @AfterEach
    void stop() {
        passwords.close();
    }

    private Tokens tokens(String key, Optional<String> previous, String algorithm) {
        var settings = new AccountSettings(
                new Secret(key),
                previous.map(Secret::new),
                AccountSettings.Algorithm.valueOf(algorithm),
                60,
                Registration.OPEN,
                0);
        return new Tokens(settings, database, clock);
    }

    private String issued() {
        return tokens.issue(mary, 0).token().value();
    }

    private void isGood(String token) {
        assertThat(tokens.authenticate(token).id()).isEqualTo(mary);
    }

    private void isRefused(String token) {
        isRefused(tokens, token);
    }

    private static void isRefused(Tokens by, String token) {
        assertThatThrownBy(() -> by.authenticate(token))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Kind.UNAUTHORIZED));
    }

    /** A token as we make them, for forging. */
    private JWTCreator.Builder like() {
        return JWT.create()
                .withSubject(mary.toString())
                .withJWTId(UUID.randomUUID().toString())
                .withIssuedAt(clock.instant())
                .withExpiresAt(clock.instant().plusSeconds(60))
                .withClaim("epoch", 0L);
    }

    private static byte[] signingKey() {
        return Signer.derive(new Secret(TestSettings.SECRET_KEY), "colophon token", 64);
    }

    private String keyId() {
        return JWT.decode(issued()).getKeyId();
    }

    @Test
    void a_token_that_was_issued_is_good() {
        String token = issued();

        assertThat(tokens.authenticate(token).username()).isEqualTo("mary");
        assertThat(tokens.authenticate(token).admin()).isFalse();
        assertThat(tokens.authenticate(token).tokenId().toString())
                .isEqualTo(JWT.decode(token).getId());
    }

    @Test
    void a_token_signed_with_our_key_proves_that_the_forgeries_fail_for_their_own_reason() {
        isGood(like().withKeyId(keyId()).sign(Algorithm.HMAC256(signingKey())));
    }

    @Test
    void a_token_longer_than_any_of_ours_is_refused_whoever_signed_it() {
        var longer = like().withClaim("more", "x".repeat(1_000)).withKeyId(keyId());

        isRefused(longer.sign(Algorithm.HMAC256(signingKey())));
    }

    @Test
    void an_unsigned_token_is_refused() {
        isRefused(like().withKeyId(keyId()).sign(Algorithm.none()));
        String[] parts = issued().split("\\.");
        String none = encode("{\"alg\":\"none\",\"kid\":\"" + keyId() + "\"}");
        isRefused(none + "." + parts[1] + ".");
        isRefused(none + "." + parts[1] + "." + parts[2]);
    }

    @Test
    void another_algorithm_is_refused_even_with_our_key() {
        isRefused(like().withKeyId(keyId()).sign(Algorithm.HMAC384(signingKey())));
        isRefused(like().withKeyId(keyId()).sign(Algorithm.HMAC512(signingKey())));
    }

    @Test
    void the_algorithm_can_be_chosen() {
        for (String algorithm : List.of("HS384", "HS512")) {
            Tokens others = tokens(TestSettings.SECRET_KEY, Optional.empty(), algorithm);
            String token = others.issue(mary, 0).token().value();

            assertThat(others.authenticate(token).id()).isEqualTo(mary);
            isRefused(token);
            isRefused(others, issued());
        }
    }

    @Test
    void another_key_is_refused() {
        isRefused(tokens(OTHER_KEY, Optional.empty(), "HS256")
                .issue(mary, 0)
                .token()
                .value());
        isRefused(like().withKeyId(keyId()).sign(Algorithm.HMAC256(OTHER_KEY)));
        isRefused(like().withKeyId(keyId()).sign(Algorithm.HMAC256(TestSettings.SECRET_KEY)));
        isRefused(like().sign(Algorithm.HMAC256(signingKey())));
        isRefused(like().withKeyId("unknown").sign(Algorithm.HMAC256(signingKey())));
    }

    @Test
    void the_previous_key_is_accepted_and_never_signs() {
        String old = issued();
        Tokens changed = tokens(OTHER_KEY, Optional.of(TestSettings.SECRET_KEY), "HS256");

        assertThat(changed.authenticate(old).id()).isEqualTo(mary);
        isRefused(changed.issue(mary, 0).token().value());
    }

    @Test
    void a_changed_token_is_refused() {
        String token = issued();
        isGood(token);
        String[] parts = token.split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String others = claims.replace(mary.toString(), UUID.randomUUID().toString());

        isRefused(parts[0] + "." + encode(others) + "." + parts[2]);
        isRefused(token.substring(0, token.length() - 2));
        isRefused(token + "x");
        isRefused(token.toUpperCase(Locale.ROOT));
    }

    @Test
    void a_token_has_one_spelling() {
        String[] parts = issued().split("\\.");
        assertThat(Base64Spellings.others(parts[2])).hasSizeGreaterThan(3);

        for (int part = 0; part < parts.length; part++) {
            for (String other : Base64Spellings.others(parts[part])) {
                String[] changed = parts.clone();
                changed[part] = other;
                isRefused(String.join(".", changed));
            }
        }
        isGood(String.join(".", parts));
    }

    @Test
    void what_is_no_token_is_refused() {
        for (String text : List.of("", ".", "..", "a.b.c", "\0", "é", "x".repeat(100_000))) {
            isRefused(text);
        }
    }

    @Test
    void our_signature_alone_is_not_enough() {
        Algorithm ours = Algorithm.HMAC256(signingKey());

        isRefused(like().withKeyId(keyId()).withSubject("mary").sign(ours));
        isRefused(like().withKeyId(keyId()).withJWTId("1").sign(ours));
        isRefused(like().withKeyId(keyId()).withSubject(UUID.randomUUID() + "").sign(ours));
        isRefused(like().withKeyId(keyId()).withClaim("epoch", "0").sign(ours));
        isRefused(JWT.create()
                .withKeyId(keyId())
                .withSubject(mary.toString())
                .withJWTId(UUID.randomUUID().toString())
                .withClaim("epoch", 0L)
                .sign(ours));
    }

    @Test
    void an_expired_token_is_refused_also_when_it_was_just_seen() {
        String token = issued();
        clock.pass(Duration.ofMinutes(59).plusSeconds(59));
        isGood(token);

        clock.pass(Duration.ofSeconds(1));

        isRefused(token);
    }

    @Test
    void a_revoked_token_is_refused_at_once_here_and_soon_elsewhere() {
        String token = issued();
        String other = issued();
        Tokens elsewhere = tokens(TestSettings.SECRET_KEY, Optional.empty(), "HS256");
        isGood(token);
        assertThat(elsewhere.authenticate(token).id()).isEqualTo(mary);

        tokens.revoke(token);

        isRefused(token);
        isGood(other);
        clock.pass(TokenCache.MAX_AGE);
        isRefused(elsewhere, token);
        isGood(other);
    }

    @Test
    void revoking_twice_is_no_fault_and_old_revocations_are_forgotten() {
        String token = issued();
        tokens.revoke(token);
        tokens.revoke(token);
        assertThat(rows.query("SELECT jti FROM revoked_tokens")).hasSize(1);

        clock.pass(Duration.ofMinutes(61));
        tokens.revoke(issued());

        assertThat(rows.query("SELECT jti FROM revoked_tokens")).hasSize(1);
    }

    @Test
    void an_old_epoch_is_refused() {
        String token = issued();
        isGood(token);

        rows.run("UPDATE users SET token_epoch = 1");
        clock.pass(TokenCache.MAX_AGE.minusSeconds(1));
        isGood(token);
        clock.pass(Duration.ofSeconds(1));

        isRefused(token);
    }

    @Test
    void the_hot_path_asks_no_database() {
        String token = issued();
        isGood(token);
        rows.run("DELETE FROM users");

        isGood(token);
    }

    @Test
    void what_was_asked_before_a_revocation_is_not_remembered() {
        var cache = new TokenCache();
        long before = cache.generation();
        var entry = new TokenCache.Entry(
                tokens.authenticate(issued()), clock.instant(), clock.instant().plusSeconds(60));

        cache.forget(caller -> true);
        cache.put("token", entry, before);

        assertThat(cache.get("token", clock.instant())).isNull();
        cache.put("token", entry, cache.generation());
        assertThat(cache.get("token", clock.instant())).isNotNull();
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everybody_is_signed_out_also_tokens_of_a_later_epoch_than_the_data_knows() throws Exception {
        String now = tokens.issue(mary, 0).token().value();
        assertThat(tokens.authenticate(now).id()).isEqualTo(mary);

        try (var connection = rows.connect()) {
            new DirectSession(connection, Databases.dialect(rows.engine()))
                    .execute(SignOut.EVERYBODY, SignOut.at(clock.instant()));
        }

        Tokens restarted = tokens(TestSettings.SECRET_KEY, Optional.empty(), "HS256");
        for (long epoch = 0; epoch < 5; epoch++) {
            String old = restarted.issue(mary, epoch).token().value();
            assertThatThrownBy(() -> restarted.authenticate(old)).isInstanceOf(Problem.class);
        }
    }
}
