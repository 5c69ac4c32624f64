package dev.colophon.account.token;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.colophon.settings.AccountSettings;
import dev.colophon.settings.Secret;
import dev.colophon.text.Base64Url;
import dev.colophon.web.session.Signer;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The key that signs tokens and those that verify them, each with its id. The algorithm is the one
 * of the settings, whatever a token claims.
 */
final class TokenKeys {
    private static final int MAX_TOKEN_LENGTH = 2_000;
    private static final int KEY_BYTES = 64;

    private final String currentId;
    private final Algorithm current;
    private final Map<String, JWTVerifier> verifiers = new LinkedHashMap<>();

    TokenKeys(AccountSettings settings, InstantSource clock) {
        byte[] key = derive(settings.secretKey());
        currentId = id(settings.secretKey());
        current = algorithm(settings.algorithm(), key);
        settings.previousSecretKey()
                .ifPresent(previous -> verifiers.put(
                        id(previous), verifier(algorithm(settings.algorithm(), derive(previous)), clock)));
        verifiers.put(currentId, verifier(current, clock));
    }

    String sign(JWTCreator.Builder token) {
        return token.withKeyId(currentId).sign(current);
    }

    /**
     * @throws JWTVerificationException unless one of our keys has signed it and it has not expired;
     *     the library alone would take the signature in several spellings
     */
    DecodedJWT verify(String token) {
        if (token.length() > MAX_TOKEN_LENGTH) {
            throw new JWTVerificationException("too long");
        }
        for (String part : token.split("\\.", -1)) {
            if (Base64Url.decode(part).isEmpty()) {
                throw new JWTVerificationException("not base64url without padding");
            }
        }
        DecodedJWT decoded = JWT.decode(token);
        JWTVerifier verifier = verifiers.get(String.valueOf(decoded.getKeyId()));
        if (verifier == null) {
            throw new JWTVerificationException("signed by a key that is not known");
        }
        return verifier.verify(decoded);
    }

    private static JWTVerifier verifier(Algorithm algorithm, InstantSource clock) {
        var verification = (JWTVerifier.BaseVerification) JWT.require(algorithm)
                .withClaimPresence("exp")
                // the clocks of two instances differ a little
                .acceptIssuedAt(60);
        return verification.build(new InstantClock(clock));
    }

    private static Algorithm algorithm(AccountSettings.Algorithm algorithm, byte[] key) {
        return switch (algorithm) {
            case HS256 -> Algorithm.HMAC256(key);
            case HS384 -> Algorithm.HMAC384(key);
            case HS512 -> Algorithm.HMAC512(key);
        };
    }

    private static byte[] derive(Secret secret) {
        return Signer.derive(secret, "colophon token", KEY_BYTES);
    }

    /** Tells keys apart without telling anything about them. */
    private static String id(Secret secret) {
        return HexFormat.of().formatHex(Signer.derive(secret, "colophon token id", 4));
    }

    /** The library wants a Clock and only ever asks for the instant. */
    private static final class InstantClock extends Clock {
        private final InstantSource source;

        InstantClock(InstantSource source) {
            this.source = source;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return source.instant();
        }
    }
}
