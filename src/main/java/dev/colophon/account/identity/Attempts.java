package dev.colophon.account.identity;

import dev.colophon.account.oidc.Attempt;
import dev.colophon.account.oidc.Identity;
import dev.colophon.account.oidc.Provider;
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
public final class Attempts {
    static final String CALLBACK = "/sign-in/oidc/callback";

    private static final String COOKIE = "oidc";

    private final Provider provider;
    private final Signer signer;
    private final Database database;
    private final InstantSource clock;

    public Attempts(Provider provider, AccountSettings settings, Database database, InstantSource clock) {
        this.provider = provider;
        this.signer = Attempt.signer(settings);
        this.database = database;
        this.clock = clock;
    }

    String providerName() {
        return provider.name();
    }

    /**
     * Begins one in this browser; one from before is worthless there.
     *
     * @param linking see {@link Attempt#linking}
     * @return the address at the provider
     * @throws Problem of kind UNAVAILABLE when the provider cannot be asked
     */
    String begin(Exchange exchange, Optional<UUID> linking, String next) {
        Attempt attempt = Attempt.begin(linking, next, clock.instant());
        String address = provider.authorizationAddress(attempt, exchange.origin() + CALLBACK);
        exchange.remember(COOKIE, attempt.sealed(signer), Attempt.LIFETIME.toSeconds());
        return address;
    }

    /**
     * The one that this answer belongs to; the browser forgets it.
     *
     * @throws Problem of kind UNAUTHORIZED when there is none
     */
    Attempt open(Exchange exchange) {
        String sealed = exchange.remembered(COOKIE).orElse("");
        exchange.remember(COOKIE, "", 0);
        return Attempt.open(signer, sealed, exchange.query("state").orElse(""), clock.instant());
    }

    /**
     * Whom the provider has recognised, once for each attempt on all instances together.
     *
     * @throws Problem of kind UNAUTHORIZED when it has recognised nobody, or UNAVAILABLE
     */
    Identity identify(Exchange exchange, Attempt attempt) {
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

    private void use(Attempt attempt) {
        boolean first = database.write(
                session -> RevokedTokens.use(session, attempt.state(), clock.instant(), attempt.expiresAt()));
        if (!first) {
            throw Attempt.notOurs();
        }
    }
}
