package dev.colophon.account.identity;

import dev.colophon.account.oidc.IdentityProvider;
import dev.colophon.account.oidc.ProvidedIdentity;
import dev.colophon.account.oidc.SignInAttempt;
import dev.colophon.account.token.RevokedTokens;
import dev.colophon.database.Database;
import dev.colophon.problem.Problem;
import dev.colophon.settings.AccountSettings;
import dev.colophon.web.Exchange;
import dev.colophon.web.session.Signer;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Sends browsers to the provider and takes them back; what belongs together is in a cookie meanwhile. */
public final class SignInAttempts {
    static final String CALLBACK = "/sign-in/oidc/callback";

    private static final String COOKIE = "oidc";

    private final IdentityProvider provider;
    private final Signer signer;
    private final Database database;
    private final InstantSource clock;

    public SignInAttempts(IdentityProvider provider, AccountSettings settings, Database database, InstantSource clock) {
        this.provider = provider;
        this.signer = SignInAttempt.signer(settings);
        this.database = database;
        this.clock = clock;
    }

    String providerName() {
        return provider.name();
    }

    /**
     * Begins one in this browser; one from before is worthless there.
     *
     * @param linking see {@link SignInAttempt#linking}
     * @return the address at the provider
     * @throws Problem of kind UNAVAILABLE when the provider cannot be asked
     */
    String begin(Exchange exchange, Optional<UUID> linking, String next) {
        SignInAttempt attempt = SignInAttempt.begin(linking, next, clock.instant());
        String address = provider.authorizationAddress(attempt, exchange.origin() + CALLBACK);
        exchange.remember(COOKIE, attempt.sealed(signer), SignInAttempt.LIFETIME.toSeconds());
        return address;
    }

    /**
     * The one that this answer belongs to; the browser forgets it.
     *
     * @throws Problem of kind UNAUTHORIZED when there is none
     */
    SignInAttempt open(Exchange exchange) {
        String sealed = exchange.remembered(COOKIE).orElse("");
        exchange.remember(COOKIE, "", 0);
        return SignInAttempt.open(signer, sealed, exchange.query("state").orElse(""), clock.instant());
    }

    /**
     * Whom the provider has recognised, once for each attempt on all instances together.
     *
     * @throws Problem of kind UNAUTHORIZED when it has recognised nobody, or UNAVAILABLE
     */
    ProvidedIdentity identify(Exchange exchange, SignInAttempt attempt) {
        use(attempt);
        boolean other = exchange.query("iss")
                .filter(issuer -> !issuer.equals(provider.issuer()))
                .isPresent();
        String code = exchange.query("code").orElse("");
        if (exchange.query("error").isPresent() || other || code.isEmpty()) {
            throw Problem.unauthorized("provider_refused", provider.name() + " did not let you in; begin again.");
        }
        return provider.identify(attempt, code, exchange.origin() + CALLBACK);
    }

    private void use(SignInAttempt attempt) {
        boolean first = database.write(
                session -> RevokedTokens.use(session, attempt.state(), clock.instant(), attempt.expiresAt()));
        if (!first) {
            throw SignInAttempt.notOurs();
        }
    }
}
