package dev.colophon.settings;

import static dev.colophon.settings.AccountVariables.ALGORITHM;
import static dev.colophon.settings.AccountVariables.SECRET_KEY;
import static dev.colophon.settings.AccountVariables.SECRET_KEY_PREVIOUS;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a key must be. Only keys that somebody gave are judged, in every profile alike. */
final class KeyRules {
    /** The key of the test profile: public, so that nothing real is ever signed with it. */
    static final String TEST_KEY = "test-profile-key-known-to-everybody-0123456789";

    static final int SHORTEST_CHARACTERS = 32;

    private static final int FEWEST_DIFFERENT_CHARACTERS = 8;

    /** What samples and tutorials write; compared without punctuation and case. */
    private static final List<String> SAMPLES = List.of(
            "changeme",
            "changethis",
            "replaceme",
            "replacethis",
            "yoursecret",
            "secretkey",
            "supersecret",
            "verysecret",
            "insecure",
            "password",
            "placeholder",
            "example",
            "testprofilekey",
            "opensslrand",
            "colophon");

    private final Values values;

    KeyRules(Values values) {
        this.values = values;
    }

    void check() {
        check(SECRET_KEY, shortest(values.get(ALGORITHM)));
        check(SECRET_KEY_PREVIOUS, SHORTEST_CHARACTERS);
        Optional<Secret> previous = values.find(SECRET_KEY_PREVIOUS);
        if (previous.isPresent() && previous.equals(values.find(SECRET_KEY))) {
            refuse(
                    SECRET_KEY_PREVIOUS,
                    new RuleBroken("is the same as SECRET_KEY", "unset it, or set it to the key before"));
        }
    }

    /** An HMAC needs a key as long as its hash (RFC 7518, section 3.2). */
    private static int shortest(AccountVariables.Algorithm algorithm) {
        return switch (algorithm) {
            case HS256 -> SHORTEST_CHARACTERS;
            case HS384 -> 48;
            case HS512 -> 64;
        };
    }

    private void check(Variable<Secret> variable, int shortest) {
        values.given(variable)
                .flatMap(given -> weakness(given.text(), shortest))
                .ifPresent(rule -> refuse(variable, new RuleBroken(rule)));
    }

    private void refuse(Variable<Secret> variable, RuleBroken broken) {
        values.given(variable).ifPresent(given -> values.refuse(variable, given, broken));
    }

    /** Why a key can be guessed, if it can. */
    static Optional<String> weakness(String key, int shortest) {
        if (key.length() < shortest) {
            return Optional.of("must have at least " + shortest + " characters");
        }
        String plain = key.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        if (SAMPLES.stream().anyMatch(plain::contains)) {
            return Optional.of("must not be a sample value");
        }
        if (key.chars().distinct().count() < FEWEST_DIFFERENT_CHARACTERS) {
            return Optional.of("must have at least " + FEWEST_DIFFERENT_CHARACTERS + " different characters");
        }
        if (isRepetition(key)) {
            return Optional.of("must not repeat one short text");
        }
        return Optional.empty();
    }

    /** Whether the key is its own beginning again and again: then it occurs in its double early. */
    private static boolean isRepetition(String key) {
        return (key + key).indexOf(key, 1) < key.length();
    }
}
