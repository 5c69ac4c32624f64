package dev.colophon.account.oidc;

import com.auth0.jwt.interfaces.DecodedJWT;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom the provider has recognised. Issuer and subject alone tell people apart; the rest is what they are called there,
 * as it was sent.
 *
 * @param email only one that the provider has seen to be theirs
 */
public record ProvidedIdentity(
        String issuer,
        String subject,
        @Nullable String username,
        @Nullable String name,
        @Nullable String email) {

    static ProvidedIdentity of(DecodedJWT token) {
        boolean verified = Optional.ofNullable(token.getClaim("email_verified").asBoolean())
                .orElse(false);
        return new ProvidedIdentity(
                token.getIssuer(),
                token.getSubject(),
                token.getClaim("preferred_username").asString(),
                token.getClaim("name").asString(),
                verified ? token.getClaim("email").asString() : null);
    }
}
