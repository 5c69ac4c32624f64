package dev.colophon.account.oidc;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.colophon.text.TextRule;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides whether an ID token is the provider's, for us, of now and of this attempt (OpenID Connect Core, 3.1.3.7). */
final class IdTokens {
    private static final int MAX_LENGTH = 32 * 1024;
    private static final int LONGEST_SUBJECT = 255;

    /** The clocks of two machines differ a little. */
    private static final int LEEWAY_SECONDS = 60;

    private final OidcSettings settings;
    private final ProviderKeys keys;
    private final InstantSource clock;

    IdTokens(OidcSettings settings, ProviderKeys keys, InstantSource clock) {
        this.settings = settings;
        this.keys = keys;
        this.clock = clock;
    }

    ProvidedIdentity verify(String token, String nonce, URI keysAddress) throws ProviderFailure {
        DecodedJWT decoded = decode(token);
        String keyId = Objects.requireNonNullElse(decoded.getKeyId(), "");
        Algorithm algorithm = keys.verifier(keysAddress, keyId, String.valueOf(decoded.getAlgorithm()));
        try {
            verifier(algorithm).verify(decoded);
        } catch (JWTVerificationException refused) {
            // its message may repeat what the token says
            throw ProviderFailure.unproved(
                    "the token is refused: " + refused.getClass().getSimpleName());
        }
        demandUnderstood(decoded);
        demandTimes(decoded);
        demandForUs(decoded);
        demandNonce(decoded.getClaim("nonce").asString(), nonce);
        demandSubject(decoded.getSubject());
        return ProvidedIdentity.of(decoded);
    }

    private static DecodedJWT decode(String token) throws ProviderFailure {
        if (token.length() > MAX_LENGTH) {
            throw ProviderFailure.unproved("the token is too long");
        }
        try {
            return JWT.decode(token);
        } catch (JWTVerificationException noToken) {
            throw ProviderFailure.unproved("the answer holds no token that can be read");
        }
    }

    private JWTVerifier verifier(Algorithm algorithm) {
        var verification = (JWTVerifier.BaseVerification) JWT.require(algorithm)
                .withIssuer(settings.issuer().map(URI::toString).orElseThrow())
                .withAnyOfAudience(settings.clientId())
                .acceptLeeway(LEEWAY_SECONDS);
        return verification.build(Clock.fixed(clock.instant(), ZoneOffset.UTC));
    }

    /** What a token names as critical has to be understood (RFC 7515, 4.1.11), and nothing of it is here. */
    private static void demandUnderstood(DecodedJWT decoded) throws ProviderFailure {
        if (!decoded.getHeaderClaim("crit").isMissing()) {
            throw ProviderFailure.unproved("the token has extensions that are not understood");
        }
    }

    /** The library compares times that are there; it takes null for one that is. */
    private static void demandTimes(DecodedJWT decoded) throws ProviderFailure {
        if (decoded.getExpiresAt() == null || decoded.getIssuedAt() == null) {
            throw ProviderFailure.unproved("the token does not say from when until when it is good");
        }
    }

    /** A token for several clients has to say to which of them it was given. */
    private void demandForUs(DecodedJWT decoded) throws ProviderFailure {
        String party = decoded.getClaim("azp").asString();
        boolean alone = decoded.getAudience().size() == 1;
        if (party == null ? !alone : !party.equals(settings.clientId())) {
            throw ProviderFailure.unproved("the token was given to another client");
        }
    }

    private static void demandNonce(@Nullable String given, String expected) throws ProviderFailure {
        if (given == null
                || !MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8))) {
            throw ProviderFailure.unproved("the token is of another attempt");
        }
    }

    private static void demandSubject(@Nullable String subject) throws ProviderFailure {
        if (subject == null || subject.isBlank() || subject.length() > LONGEST_SUBJECT || !TextRule.holds(subject)) {
            throw ProviderFailure.unproved("the token names nobody");
        }
    }
}
