package dev.colophon.boot.feature;

import dev.colophon.account.AccountPages;
import dev.colophon.account.AccountRoutes;
import dev.colophon.account.Accounts;
import dev.colophon.account.SignIn;
import dev.colophon.account.access.AccessTokenPages;
import dev.colophon.account.access.AccessTokenRoutes;
import dev.colophon.account.access.AccessTokens;
import dev.colophon.account.audit.AuditLog;
import dev.colophon.account.audit.AuditSettings;
import dev.colophon.account.factor.FactorPages;
import dev.colophon.account.factor.FactorRoutes;
import dev.colophon.account.factor.SecondFactors;
import dev.colophon.account.identity.Elsewhere;
import dev.colophon.account.invitation.Admittance;
import dev.colophon.account.invitation.Invitations;
import dev.colophon.account.oidc.IdentityProvider;
import dev.colophon.account.password.LoginThrottle;
import dev.colophon.account.password.Passwords;
import dev.colophon.account.reader.Readers;
import dev.colophon.account.reset.ResetPages;
import dev.colophon.account.session.SessionPages;
import dev.colophon.account.session.SessionRoutes;
import dev.colophon.account.session.Sessions;
import dev.colophon.account.token.Tokens;
import dev.colophon.database.Database;
import dev.colophon.observe.metric.Meters;
import dev.colophon.settings.AccountSettings;
import dev.colophon.settings.Settings;
import dev.colophon.settings.variable.Profile;
import dev.colophon.web.Routes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who there is, how they sign in, and what opens an account. */
public final class AccountParts implements AutoCloseable {
    private final Passwords passwords = new Passwords();
    private final Tokens tokens;
    private final Accounts accounts;
    private final Invitations invitations;
    private final AuditLog auditLog;
    private final Readers readers;
    private final List<Routes> routes;
    private final Optional<IdentityProvider> provider;

    public AccountParts(Settings all, Database database, Clock clock, Meters meters) {
        AccountSettings settings = all.account();
        tokens = new Tokens(settings, database, clock);
        accounts = new Accounts(database, passwords, clock);
        var throttle = new LoginThrottle(settings.loginAttemptsPerMinute());
        var sessions = new Sessions(database, tokens, clock);
        var factors = new SecondFactors(settings, database, throttle, clock);
        invitations = new Invitations(database, clock);
        auditLog = new AuditLog(database, clock, all.get(AuditSettings.GROUP));
        readers = new Readers(database, clock, tokens::forget);
        boolean firstIsAdmin = all.profile() == Profile.LOCAL && settings.registrationOpen();
        var admittance = new Admittance(settings.registration(), invitations, firstIsAdmin);
        var limits = new SignIn.Limits(throttle, admittance);
        var signIn = new SignIn(accounts, sessions, factors, limits, meters);
        var accessTokens = new AccessTokens(database, tokens, clock);
        Optional<Elsewhere> elsewhere = Elsewhere.of(all, new Elsewhere.Here(accounts, sessions, database, clock));
        var pages = new AccountPages(signIn, accounts, elsewhere.map(Elsewhere::way));
        routes = new ArrayList<>(List.of(
                new AccountRoutes(signIn, accounts, tokens),
                pages,
                new ResetPages(signIn.resetting()),
                new AccessTokenRoutes(accessTokens),
                new AccessTokenPages(accessTokens),
                new SessionRoutes(sessions),
                new SessionPages(sessions),
                new FactorRoutes(factors, signIn::demandPassword),
                new FactorPages(factors, signIn::demandPassword)));
        elsewhere.ifPresent(found -> routes.add(found.routes(signIn, pages)));
        provider = elsewhere.map(Elsewhere::provider);
    }

    /** Finds out who is calling. */
    public Tokens tokens() {
        return tokens;
    }

    public Accounts accounts() {
        return accounts;
    }

    public Invitations invitations() {
        return invitations;
    }

    public AuditLog auditLog() {
        return auditLog;
    }

    /** What admins do with accounts. */
    public Readers readers() {
        return readers;
    }

    public List<Routes> routes() {
        return routes;
    }

    @Override
    public void close() {
        provider.ifPresent(IdentityProvider::close);
        passwords.close();
    }
}
