package dev.colophon.settings.variable;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a key that signs must be, lest it is guessed. */
public final class KeyStrength {
    public static final int SHORTEST_CHARACTERS = 32;

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

    private KeyStrength() {}

    /** Why a key can be guessed, if it can. */
    public static Optional<String> weakness(String key, int shortest) {
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
