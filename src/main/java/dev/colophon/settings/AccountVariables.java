package dev.colophon.settings;

import static dev.colophon.settings.Profile.LOCAL;
import static dev.colophon.settings.Profile.PRODUCTION;
import static dev.colophon.settings.Profile.SINGLE_USER;
import static dev.colophon.settings.Profile.TEST;

import dev.colophon.settings.Variable.Section;
import java.util.List;
import java.util.Locale;

/** Keys, tokens and who may sign in. */
final class AccountVariables {
    private static final int MINUTES_OF_A_YEAR = 525_600;

    /** How access tokens are signed. */
    enum Algorithm {
        HS256,
        HS384,
        HS512
    }

    /** Who may make an account. */
    enum Registration {
        OPEN,
        CLOSED
    }

    static final Variable<Secret> SECRET_KEY = new Variable<>(
            "SECRET_KEY",
            Section.SIGN_IN,
            Type.secretText(),
            Default.none("not set")
                    .absentIn(LOCAL, "made at first start, kept in the data folder")
                    .in(TEST, "fixed", values -> KeyRules.TEST_KEY)
                    .requiredIn(SINGLE_USER, PRODUCTION),
            "signs tokens, cursors and forms; at least 32 characters, weak and sample" + " values are refused",
            "the output of: openssl rand -base64 48");

    static final Variable<Secret> SECRET_KEY_PREVIOUS = new Variable<>(
            "SECRET_KEY_PREVIOUS",
            Section.SIGN_IN,
            Type.secretText(),
            Default.none("not set"),
            "the key before a change: still accepted, never used to sign",
            "the SECRET_KEY of before");

    static final Variable<Algorithm> ALGORITHM = new Variable<>(
            "ALGORITHM",
            Section.SIGN_IN,
            Type.choice(Algorithm.class, Algorithm::name),
            Default.of("HS256"),
            "how access tokens are signed; HS384 and HS512 need a key of 48 and 64" + " characters",
            "HS256");

    static final Variable<Integer> ACCESS_TOKEN_EXPIRE_MINUTES = new Variable<>(
            "ACCESS_TOKEN_EXPIRE_MINUTES",
            Section.SIGN_IN,
            Type.number(1, MINUTES_OF_A_YEAR),
            Default.of("43200"),
            "life of an access token (43200 are 30 days)",
            "43200");

    static final Variable<Registration> REGISTRATION = new Variable<>(
            "REGISTRATION",
            Section.SIGN_IN,
            Type.choice(Registration.class, registration -> registration.name().toLowerCase(Locale.ROOT)),
            Default.of("closed").in(LOCAL, "open"),
            "whether strangers may make an account; `colophon create-user` always works",
            "closed");

    static final Variable<Integer> LOGIN_ATTEMPTS_PER_MINUTE = new Variable<>(
            "LOGIN_ATTEMPTS_PER_MINUTE",
            Section.SIGN_IN,
            Type.number(0, 10_000),
            Default.of("5"),
            "tries of one client at one instance; above it 429; 0 is off",
            "5");

    static final List<Variable<?>> ALL = List.of(
            SECRET_KEY,
            SECRET_KEY_PREVIOUS,
            ALGORITHM,
            ACCESS_TOKEN_EXPIRE_MINUTES,
            REGISTRATION,
            LOGIN_ATTEMPTS_PER_MINUTE);

    private AccountVariables() {}
}
