package dev.colophon.account;

import dev.colophon.account.access.AccessTokenPages;
import dev.colophon.account.access.AccessTokenRoutes;
import dev.colophon.account.access.AccessTokens;
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
import dev.colophon.settings.AccountSettings.Registration;
import dev.colophon.settings.Secret;
import dev.colophon.settings.Settings;
import dev.colophon.testing.Answer;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestServer;
import dev.colophon.testing.TestSettings;
import dev.colophon.web.ContractRoutes;
import dev.colophon.web.Routes;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The account room on a running server, with a clock that tests move and cheap hashes. */
public final class AccountFixture implements AutoCloseable {
    public static final String PASSWORD = "three blind mice";

    public final Meters meters = new Meters();
    public final MovableClock clock = new MovableClock();
    final Passwords passwords = new Passwords(4);
    public final Accounts accounts;
    public final Tokens tokens;
    public final Invitations invitations;
    public final Readers readers;
    public final TestServer server;

    public AccountFixture(Database database) {
        this(database, settings(true, 0));
    }

    public AccountFixture(Database database, AccountSettings account) {
        this(database, account, false);
    }

    public AccountFixture(Database database, AccountSettings account, boolean firstIsAdmin) {
        this(database, TestSettings.with(TestSettings.in(Path.of("target")), account), firstIsAdmin, Optional.empty());
    }

    /** With a provider beside passwords, if the clock's function makes one. */
    public AccountFixture(
            Database database, Settings settings, Optional<Function<InstantSource, IdentityProvider>> provider) {
        this(database, settings, false, provider);
    }

    private AccountFixture(
            Database database,
            Settings settings,
            boolean firstIsAdmin,
            Optional<Function<InstantSource, IdentityProvider>> provider) {
        AccountSettings account = settings.account();
        accounts = new Accounts(database, passwords, clock);
        tokens = new Tokens(account, database, clock);
        var throttle = new LoginThrottle(account.loginAttemptsPerMinute(), clock::nanoTime);
        var sessions = new Sessions(database, tokens, clock);
        var factors = new SecondFactors(account, database, throttle, clock);
        invitations = new Invitations(database, clock);
        readers = new Readers(database, clock, tokens::forget);
        var admittance = new Admittance(account.registration(), invitations, firstIsAdmin);
        var signIn = new SignIn(accounts, sessions, factors, new SignIn.Limits(throttle, admittance), meters);
        var accessTokens = new AccessTokens(database, tokens, clock);
        var here = new Elsewhere.Here(accounts, sessions, database, clock);
        Optional<Elsewhere> elsewhere = provider.map(make -> Elsewhere.of(make.apply(clock), settings, here));
        var pages = new AccountPages(signIn, accounts, elsewhere.map(Elsewhere::way));
        List<Routes> routes = new ArrayList<>(List.of(
                new AccountRoutes(signIn, accounts, tokens),
                pages,
                new ResetPages(signIn.resetting()),
                new AccessTokenRoutes(accessTokens),
                new AccessTokenPages(accessTokens),
                new SessionRoutes(sessions),
                new SessionPages(sessions),
                new FactorRoutes(factors, signIn::demandPassword),
                new FactorPages(factors, signIn::demandPassword),
                new ContractRoutes()));
        elsewhere.ifPresent(found -> routes.add(found.routes(signIn, pages)));
        server = TestServer.of(settings, tokens, routes.toArray(Routes[]::new));
    }

    public static AccountSettings settings(boolean registrationOpen, int attemptsPerMinute) {
        return settings(registrationOpen ? Registration.OPEN : Registration.CLOSED, attemptsPerMinute);
    }

    public static AccountSettings settings(Registration registration, int attemptsPerMinute) {
        return new AccountSettings(
                new Secret(TestSettings.SECRET_KEY),
                Optional.empty(),
                AccountSettings.Algorithm.HS256,
                60,
                registration,
                attemptsPerMinute);
    }

    /** Another account, signed in at the API and on pages. */
    public TestClient reader(String username) {
        return server.bearing(signedIn(username));
    }

    /** Another account and its token. */
    String signedIn(String username) {
        User user = accounts.create(new NewUser(username, null, null, PASSWORD), false);
        return tokens.issue(user.id(), user.tokenEpoch()).token().value();
    }

    /** Signs in as anybody may. */
    public Answer login(String username, String password) {
        return server.anonymous().post("/api/v1/auth/login", Map.of("username", username, "password", password));
    }

    /** The client of whoever has just signed in. */
    TestClient bearer(Answer login) {
        return server.bearing(login.json().path("access_token").asText());
    }

    /** Makes an account with an address of its own. */
    Answer register(String username) {
        return server.anonymous()
                .post(
                        "/api/v1/auth/register",
                        Map.of("username", username, "password", PASSWORD, "email", username + "@books.example"));
    }

    @Override
    public void close() {
        server.close();
        passwords.close();
    }
}
