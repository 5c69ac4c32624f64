package dev.colophon.account;

import dev.colophon.account.access.AccessTokenPages;
import dev.colophon.account.access.AccessTokenRoutes;
import dev.colophon.account.access.AccessTokens;
import dev.colophon.account.factor.FactorPages;
import dev.colophon.account.factor.FactorRoutes;
import dev.colophon.account.factor.SecondFactors;
import dev.colophon.account.password.LoginThrottle;
import dev.colophon.account.password.Passwords;
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
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The account room on a running server, with a clock that tests move and cheap hashes. */
public final class AccountFixture implements AutoCloseable {
    public static final String PASSWORD = "three blind mice";

    final Meters meters = new Meters();
    public final MovableClock clock = new MovableClock();
    final Passwords passwords = new Passwords(4);
    public final Accounts accounts;
    public final Tokens tokens;
    public final TestServer server;

    public AccountFixture(Database database) {
        this(database, settings(true, 0));
    }

    public AccountFixture(Database database, AccountSettings account) {
        Settings settings = TestSettings.with(TestSettings.in(Path.of("target")), account);
        accounts = new Accounts(database, passwords, clock);
        tokens = new Tokens(account, database, clock);
        var throttle = new LoginThrottle(account.loginAttemptsPerMinute(), clock::nanoTime);
        var sessions = new Sessions(database, tokens, clock);
        var factors = new SecondFactors(account, database, throttle, clock);
        var signIn = new SignIn(
                accounts, sessions, factors, new SignIn.Limits(throttle, account.registrationOpen()), meters);
        var accessTokens = new AccessTokens(database, tokens, clock);
        server = TestServer.of(
                settings,
                tokens,
                new AccountRoutes(signIn, accounts, tokens),
                new AccountPages(signIn, accounts),
                new AccessTokenRoutes(accessTokens),
                new AccessTokenPages(accessTokens),
                new SessionRoutes(sessions),
                new SessionPages(sessions),
                new FactorRoutes(factors, signIn::demandPassword),
                new FactorPages(factors, signIn::demandPassword),
                new ContractRoutes());
    }

    public static AccountSettings settings(boolean registrationOpen, int attemptsPerMinute) {
        return new AccountSettings(
                new Secret(TestSettings.SECRET_KEY),
                Optional.empty(),
                AccountSettings.Algorithm.HS256,
                60,
                registrationOpen ? Registration.OPEN : Registration.CLOSED,
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
