package dev.colophon.settings;

import static dev.colophon.settings.variable.Profile.LOCAL;
import static dev.colophon.settings.variable.Profile.PRODUCTION;
import static dev.colophon.settings.variable.Profile.SINGLE_USER;
import static dev.colophon.settings.variable.Profile.TEST;

import dev.colophon.settings.variable.Default;
import dev.colophon.settings.variable.Group;
import dev.colophon.settings.variable.KeyStrength;
import dev.colophon.settings.variable.Purpose;
import dev.colophon.settings.variable.Type;
import dev.colophon.settings.variable.Values;
import dev.colophon.settings.variable.Variable;
import java.util.Optional;

/**
 * Sign-in and tokens.
 *
 * @param secretKey signs tokens, cursors and form tokens
 * @param previousSecretKey still accepted for what it signed, never used to sign
 * @param loginAttemptsPerMinute per client and instance; 0 is off
 */
public record AccountSettings(
        Secret secretKey,
        Optional<Secret> previousSecretKey,
        Algorithm algorithm,
        int accessTokenExpireMinutes,
        Registration registration,
        int loginAttemptsPerMinute) {
    /** The key of the test profile: public, so that nothing real is ever signed with it. */
    private static final String TEST_KEY = "test-profile-key-known-to-everybody-0123456789";

    private static final int MINUTES_OF_A_YEAR = 525_600;

    /** How access tokens are signed. */
    public enum Algorithm {
        HS256(KeyStrength.SHORTEST_CHARACTERS),
        HS384(48),
        HS512(64);

        private final int shortestKey;

        /** An HMAC needs a key as long as its hash (RFC 7518, section 3.2). */
        Algorithm(int shortestKey) {
            this.shortestKey = shortestKey;
        }
    }

    /** Who may make an account. */
    public enum Registration {
        OPEN,
        INVITATION,
        CLOSED
    }

    public static final Group<AccountSettings> GROUP =
            new Group<>("Keys and sign-in", Purpose.KEYS, AccountSettings::of);

    /** Made and kept by the program itself in the profile local. */
    public static final Variable<Secret> SECRET_KEY = GROUP.declare(
            "SECRET_KEY",
            Secret.TYPE,
            Default.none("not set")
                    .absentIn(LOCAL, "made at first start, kept in the data folder")
                    .in(TEST, "fixed", values -> TEST_KEY)
                    .requiredIn(SINGLE_USER, PRODUCTION),
            "signs tokens, cursors and forms, seals second factors; at least 32 characters, weak and sample values are"
                    + " refused",
            "the output of: openssl rand -base64 48");

    private static final Variable<Secret> SECRET_KEY_PREVIOUS = GROUP.declare(
            "SECRET_KEY_PREVIOUS",
            Secret.TYPE,
            Default.none("not set"),
            "the key before a change: still accepted, never used to sign",
            "the SECRET_KEY of before");

    private static final Variable<Algorithm> ALGORITHM = GROUP.declare(
            "ALGORITHM",
            Type.choice(Algorithm.class, Algorithm::name),
            Default.of("HS256"),
            "how access tokens are signed; HS384 and HS512 need a key of 48 and 64" + " characters",
            "HS256");

    private static final Variable<Integer> ACCESS_TOKEN_EXPIRE_MINUTES = GROUP.declare(
            "ACCESS_TOKEN_EXPIRE_MINUTES",
            Type.number(1, MINUTES_OF_A_YEAR),
            Default.of("43200"),
            "life of an access token (43200 are 30 days)",
            "43200");

    private static final Variable<Registration> REGISTRATION = GROUP.declare(
            "REGISTRATION",
            Type.choice(Registration.class),
            Default.of("closed").in(LOCAL, "open"),
            "who may make an account: anybody, whoever an admin has invited, or nobody; `colophon create-user`"
                    + " always works",
            "closed");

    private static final Variable<Integer> LOGIN_ATTEMPTS_PER_MINUTE = GROUP.declare(
            "LOGIN_ATTEMPTS_PER_MINUTE",
            Type.number(0, 10_000),
            Default.of("5"),
            "tries of one client at one instance; above it 429; 0 is off",
            "5");

    /** Whether strangers may make an account. */
    public boolean registrationOpen() {
        return registration == Registration.OPEN;
    }

    private static AccountSettings of(Values values) {
        Algorithm algorithm = values.get(ALGORITHM);
        Optional<Secret> key = values.find(SECRET_KEY);
        Optional<Secret> previous = values.find(SECRET_KEY_PREVIOUS);
        refuseWeak(values, SECRET_KEY, algorithm.shortestKey);
        refuseWeak(values, SECRET_KEY_PREVIOUS, KeyStrength.SHORTEST_CHARACTERS);
        if (previous.isPresent() && previous.equals(key)) {
            values.refuse(SECRET_KEY_PREVIOUS, "is the same as SECRET_KEY", "unset it, or set it to the key before");
        }
        return new AccountSettings(
                key.orElse(Secret.ABSENT),
                previous,
                algorithm,
                values.get(ACCESS_TOKEN_EXPIRE_MINUTES),
                values.get(REGISTRATION),
                values.get(LOGIN_ATTEMPTS_PER_MINUTE));
    }

    /** Only a key that somebody gave is judged, in every profile alike. */
    private static void refuseWeak(Values values, Variable<Secret> variable, int shortest) {
        values.find(variable)
                .flatMap(key -> KeyStrength.weakness(key.value(), shortest))
                .ifPresent(rule -> values.refuse(variable, rule));
    }
}
