package dev.colophon.account;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.account.password.LoginThrottle;
import dev.colophon.account.session.Sessions;
import dev.colophon.account.session.Visitor;
import dev.colophon.account.token.IssuedToken;
import dev.colophon.observe.metric.Meters;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.web.session.Caller;
import java.util.function.Supplier;

/**
 * Coming, staying and going: what the API and the pages do alike, with the throttle before each password.
 */
public final class SignIn {
    private final Accounts accounts;
    private final Sessions sessions;
    private final LoginThrottle throttle;
    private final boolean registrationOpen;
    private final AccountMetrics metrics;

    public SignIn(
            Accounts accounts, Sessions sessions, LoginThrottle throttle, boolean registrationOpen, Meters meters) {
        this.accounts = accounts;
        this.sessions = sessions;
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
    SignedIn signIn(Visitor visitor, String name, String password) {
        try {
            User user = throttle.attempt(visitor.client(), () -> authenticate(name.strip(), password));
            metrics.loginFinished("success");
            return signedIn(user, visitor);
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

    SignedIn register(Visitor visitor, NewUser wanted) {
        demandOpen();
        throttle.take(visitor.client());
        return signedIn(accounts.create(wanted, false), visitor);
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
    SignedIn changePassword(Caller caller, Visitor visitor, String current, String replacement) {
        User user = throttled(caller, () -> accounts.changePassword(caller.id(), current, replacement));
        sessions.changed(caller.id());
        return signedIn(user, visitor);
    }

    private SignedIn signedIn(User user, Visitor visitor) {
        return new SignedIn(user, sessions.begin(user.id(), user.tokenEpoch(), visitor));
    }

    /** Changes the profile by a JSON Merge Patch; what a token stands for changes with it. */
    User changeProfile(Caller caller, JsonNode patch) {
        User changed = accounts.patch(caller.id(), patch);
        sessions.changed(caller.id());
        return changed;
    }

    void signOut(String token) {
        sessions.signOut(token);
    }

    void signOutEverywhere(Caller caller) {
        accounts.raiseEpoch(caller.id());
        sessions.changed(caller.id());
    }

    /** Removes the caller's account; a token alone, which may be stolen, is not enough. */
    void leave(Caller caller, String password) {
        throttled(caller, () -> {
            accounts.delete(caller.id(), password);
            return caller;
        });
        sessions.changed(caller.id());
    }

    /** Guesses of the caller's password count like those at sign-in; a right one does not. */
    private <T> T throttled(Caller caller, Supplier<T> work) {
        return throttle.attempt(ReaderProfileRules.key(caller.username()), work);
    }
}
