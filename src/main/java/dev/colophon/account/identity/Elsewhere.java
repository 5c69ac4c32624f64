package dev.colophon.account.identity;

import dev.colophon.account.AccountPages;
import dev.colophon.account.AccountPages.OtherWay;
import dev.colophon.account.Accounts;
import dev.colophon.account.SignIn;
import dev.colophon.account.oidc.IdentityProvider;
import dev.colophon.account.oidc.OidcSettings;
import dev.colophon.account.session.Sessions;
import dev.colophon.database.Database;
import dev.colophon.settings.Settings;
import dev.colophon.web.Routes;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Signing in by the provider, put together where the settings name one.
 *
 * @param way as the pages of the account offer it
 */
public record Elsewhere(IdentityProvider provider, SignInAttempts attempts, Identities identities, OtherWay way) {
    /** What is here already. */
    public record Here(Accounts accounts, Sessions sessions, Database database, InstantSource clock) {}

    /** Empty where there are passwords alone. */
    public static Optional<Elsewhere> of(Settings settings, Here here) {
        OidcSettings oidc = settings.get(OidcSettings.GROUP);
        return oidc.issuer().map(issuer -> of(new IdentityProvider(oidc, here.clock()), settings, here));
    }

    /** With a provider that is made already. */
    public static Elsewhere of(IdentityProvider provider, Settings settings, Here here) {
        var identities = new Identities(provider, here.accounts(), here.database(), here.clock());
        var attempts = new SignInAttempts(provider, settings.account(), here.database(), here.clock());
        var section = new IdentitySection(provider.name(), identities, here.accounts(), here.sessions());
        var way = new OtherWay(provider.name(), IdentityPages.SIGN_IN, section);
        return new Elsewhere(provider, attempts, identities, way);
    }

    public Routes routes(SignIn signIn, AccountPages pages) {
        return new IdentityPages(attempts, identities, signIn, pages);
    }
}
