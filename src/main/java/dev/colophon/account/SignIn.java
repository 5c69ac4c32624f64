package dev.colophon.account;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.account.password.LoginThrottle;
import dev.colophon.account.token.IssuedToken;
import dev.colophon.account.token.Tokens;
import dev.colophon.observe.metric.Meters;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.server.connection.Client;
import dev.colophon.web.session.Caller;
import java.util.function.Supplier;

/**
 * Coming, staying and going: what the API and the pages do alike, with the throttle before each password.
 */
public final class SignIn {
    private final Accounts accounts;
    private final Tokens tokens;
    private final LoginThrottle throttle;
    private final boolean registrationOpen;
    private final AccountMetrics metrics;

    public SignIn(Accounts accounts, Tokens tokens, LoginThrottle throttle, boolean registrationOpen, Meters meters) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.throttle = throttle;
        this.registrationOpen = registrationOpen;
        this.metrics = new AccountMetrics(meters);
    }

    /** Who has come, and with what. */
    record SignedIn(User user, IssuedToken token) {}

    boolean registrationOpen() {
        return registrationOpen;
    }

    /**
     * @param name username or mail address
     */
    SignedIn signIn(Client client, String name, String password) {
        try {
            User user = throttle.attempt(client, () -> authenticate(name.strip(), password));
            metrics.loginFinished("success");
            return signedIn(user);
        } catch (Problem problem) {
            switch (problem.kind()) {
                case UNAUTHORIZED -> metrics.loginFinished("refused");
                case TOO_MANY_REQUESTS -> metrics.loginFinished("throttled");
                default -> metrics.loginFinished("failed");
            }
            throw problem;
        }
    }

    /** A name that no account can have leaves nothing behind, however many are tried. */
    private User authenticate(String name, String password) {
        if (!ReaderProfileRules.canNameAnAccount(name)) {
            throw accounts.refuse(password);
        }
        return throttle.attempt(ReaderProfileRules.key(name), () -> accounts.authenticate(name, password));
    }

    SignedIn register(Client client, NewUser wanted) {
        demandOpen();
        throttle.take(client);
        return signedIn(accounts.create(wanted, false));
    }

    /**
     * @throws Problem of kind FORBIDDEN while REGISTRATION is closed
     */
    void demandOpen() {
        if (!registrationOpen) {
            throw Problem.of(Kind.FORBIDDEN, "registration_closed", "New accounts are made by the operator here.");
        }
    }

    /** Changes the password, ends all sessions and begins a new one. */
    SignedIn changePassword(Caller caller, String current, String replacement) {
        User user = throttled(caller, () -> accounts.changePassword(caller.id(), current, replacement));
        tokens.forget(caller.id());
        return signedIn(user);
    }

    private SignedIn signedIn(User user) {
        return new SignedIn(user, tokens.issue(user.id(), user.tokenEpoch()));
    }

    /** Changes the profile by a JSON Merge Patch; what a token stands for changes with it. */
    User changeProfile(Caller caller, JsonNode patch) {
        User changed = accounts.patch(caller.id(), patch);
        tokens.forget(caller.id());
        return changed;
    }

    void signOut(String token) {
        tokens.revoke(token);
    }

    void signOutEverywhere(Caller caller) {
        accounts.raiseEpoch(caller.id());
        tokens.forget(caller.id());
    }

    /** Removes the caller's account; a token alone, which may be stolen, is not enough. */
    void leave(Caller caller, String password) {
        throttled(caller, () -> {
            accounts.delete(caller.id(), password);
            return caller;
        });
        tokens.forget(caller.id());
    }

    /** Guesses of the caller's password count like those at sign-in; a right one does not. */
    private <T> T throttled(Caller caller, Supplier<T> work) {
        return throttle.attempt(ReaderProfileRules.key(caller.username()), work);
    }
}
