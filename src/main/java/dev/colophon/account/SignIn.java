package dev.colophon.account;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.account.factor.PendingSignIn;
import dev.colophon.account.factor.SecondFactors;
import dev.colophon.account.invitation.Admittance;
import dev.colophon.account.password.LoginThrottle;
import dev.colophon.account.reset.ResetPages;
import dev.colophon.account.session.Sessions;
import dev.colophon.account.session.Visitor;
import dev.colophon.account.token.IssuedToken;
import dev.colophon.observe.metric.Meters;
import dev.colophon.problem.Problem;
import dev.colophon.web.session.Caller;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Coming, staying and going: what the API and the pages do alike, with the throttle before each password and each code.
 */
public final class SignIn {
    private final Accounts accounts;
    private final Sessions sessions;
    private final SecondFactors factors;
    private final Limits limits;
    private final AccountMetrics metrics;

    public SignIn(Accounts accounts, Sessions sessions, SecondFactors factors, Limits limits, Meters meters) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.factors = factors;
        this.limits = limits;
        this.metrics = new AccountMetrics(meters);
    }

    /** What strangers may do, and how often. */
    public record Limits(LoginThrottle throttle, Admittance admittance) {}

    /** What comes of a right password, or of another proof. */
    public sealed interface Arrival {}

    /** Who has come, and with what. */
    record SignedIn(User user, IssuedToken token) implements Arrival {}

    /**
     * They owe a code.
     *
     * @param pending to be sent with it
     */
    record CodeNeeded(String pending) implements Arrival {
        @Override
        public String toString() {
            return "CodeNeeded[]";
        }
    }

    boolean registrationOpen() {
        return limits.admittance().isOpen();
    }

    /**
     * @param name username or mail address
     */
    Arrival signIn(Visitor visitor, String name, String password) {
        return counted("password", () -> {
            User user = limits.throttle().attempt(visitor.client(), () -> authenticate(name.strip(), password));
            return proved(user, visitor);
        });
    }

    /**
     * The second step, for whom {@link #signIn} said so.
     *
     * @throws Problem of kind UNAUTHORIZED when the code is wrong, or the first step too long ago
     */
    Arrival signInWithCode(Visitor visitor, String pending, String code) {
        return counted(
                "code",
                () -> limits.throttle().attempt(visitor.client(), () -> {
                    PendingSignIn begun = factors.open(pending);
                    User user = accounts.find(begun.reader())
                            .filter(found -> found.disabledAt() == null && found.tokenEpoch() == begun.epoch())
                            .orElseThrow(PendingSignIn::tooLate);
                    factors.demand(user.id(), user.username(), code, SignIn::wrongCode);
                    return signedIn(user, visitor);
                }));
    }

    private static Problem wrongCode() {
        return Problem.unauthorized("wrong_code", "This code is not right, or was used before.");
    }

    /**
     * Somebody proves who they are to somebody else. A second factor is asked for all the same.
     *
     * @param recognised whose account it is, or a problem, which costs the client an attempt
     * @throws Problem of kind UNAUTHORIZED when the account is disabled
     */
    public Arrival signInElsewhere(Visitor visitor, Supplier<UUID> recognised) {
        return counted("openid_connect", () -> {
            User user = limits.throttle()
                    .attempt(
                            visitor.client(),
                            () -> accounts.find(recognised.get())
                                    .filter(found -> found.disabledAt() == null)
                                    .orElseThrow(() ->
                                            Problem.unauthorized("account_disabled", "This account is disabled.")));
            return proved(user, visitor);
        });
    }

    private Arrival proved(User user, Visitor visitor) {
        return factors.isOn(user.id())
                ? new CodeNeeded(factors.pending(user.id(), user.tokenEpoch()))
                : signedIn(user, visitor);
    }

    private Arrival counted(String way, Supplier<Arrival> work) {
        try {
            Arrival arrival = work.get();
            metrics.loginFinished(arrival instanceof SignedIn ? "success" : "code_needed", way);
            return arrival;
        } catch (Problem problem) {
            switch (problem.kind()) {
                case UNAUTHORIZED -> metrics.loginFinished("refused", way);
                case TOO_MANY_REQUESTS -> metrics.loginFinished("throttled", way);
                default -> metrics.loginFinished("failed", way);
            }
            throw problem;
        }
    }

    /** A name that no account can have leaves nothing behind, however many are tried. */
    private User authenticate(String name, String password) {
        if (!ReaderProfileRules.canNameAnAccount(name)) {
            throw accounts.refuse(password);
        }
        return limits.throttle().attempt(ReaderProfileRules.key(name), () -> accounts.authenticate(name, password));
    }

    SignedIn register(Visitor visitor, NewUser wanted) {
        demandOpen(wanted.invitation());
        limits.throttle().take(visitor.client());
        return signedIn(accounts.signUp(wanted, limits.admittance().firstIsAdmin()), visitor);
    }

    /**
     * @param invitation what somebody shows who is invited; null for nothing
     * @throws Problem of kind FORBIDDEN while REGISTRATION does not let them make an account
     */
    void demandOpen(@Nullable String invitation) {
        limits.admittance().demand(invitation);
    }

    /** Whether the next account is the first one and makes an admin. */
    boolean makesAdmin() {
        return limits.admittance().firstIsAdmin() && !accounts.any();
    }

    /** For whoever follows the link of an admin. */
    public ResetPages.Setting resetting() {
        return new ResetPages.Setting() {
            @Override
            public void demandGood(String token) {
                accounts.demandResetLink(token);
            }

            @Override
            public void set(Visitor visitor, String token, String password) {
                sessions.changed(
                        limits.throttle().attempt(visitor.client(), () -> accounts.resetPassword(token, password)));
            }
        };
    }

    /** Changes the password, ends all sessions and begins a new one. */
    SignedIn changePassword(Caller caller, Visitor visitor, String current, String replacement) {
        User user = throttled(caller, () -> accounts.changePassword(caller.id(), current, replacement));
        sessions.changed(caller.id());
        return signedIn(user, visitor);
    }

    /**
     * Sets the password of an account that has none, ends all sessions and begins a new one.
     *
     * @throws Problem of kind FORBIDDEN in a session that is not new, which may be stolen
     */
    SignedIn setFirstPassword(Caller caller, Visitor visitor, String password) {
        sessions.demandNew(caller);
        User user = accounts.setFirstPassword(caller.id(), password);
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

    /** Before something that a token alone, which may be stolen, is not enough for. */
    public void demandPassword(Caller caller, String password) {
        throttled(caller, () -> {
            accounts.demandPassword(caller.id(), password);
            return caller;
        });
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
        return limits.throttle().attempt(ReaderProfileRules.key(caller.username()), work);
    }
}
