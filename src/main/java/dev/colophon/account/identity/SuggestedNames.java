package dev.colophon.account.identity;

import dev.colophon.account.oidc.ProvidedIdentity;
import dev.colophon.account.reader.SuggestedAccount;
import dev.colophon.text.Base32;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a new account is called, out of what the provider says of somebody. */
final class SuggestedNames {
    private static final String NOBODYS = "reader";
    private static final int LONGEST_USERNAME = 32;
    private static final int SHORTEST_USERNAME = 3;
    private static final int LONGEST_NAME = 80;

    /** So that a suffix has room. */
    private static final int LONGEST_BASE = 24;

    private static final int NUMBERED = 20;
    private static final int RANDOM_BYTES = 4;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^A-Za-z0-9._-]+");
    private static final Pattern NO_BEGINNING = Pattern.compile("^[^A-Za-z0-9]+");
    private static final Pattern CONTROLS = Pattern.compile("[\\s\\p{Cc}]+");
    private static final SecureRandom RANDOM = new SecureRandom();

    private SuggestedNames() {}

    static SuggestedAccount of(ProvidedIdentity identity) {
        return new SuggestedAccount(usernames(identity), identity.email(), displayName(identity.name()));
    }

    /** The name as it is, then with a number, at last with something that nobody has. */
    private static List<String> usernames(ProvidedIdentity identity) {
        String base = Stream.of(text(identity.username()), text(identity.email()), text(identity.name()))
                .map(SuggestedNames::username)
                .filter(name -> name.length() >= SHORTEST_USERNAME)
                .findFirst()
                .orElse(NOBODYS);
        List<String> names = new ArrayList<>();
        names.add(base);
        String beginning = cut(base, LONGEST_BASE);
        for (int number = 2; number <= NUMBERED; number++) {
            names.add(beginning + "-" + number);
        }
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        names.add(
                beginning + "-" + Base32.encode(random).toLowerCase(Locale.ROOT).replace("=", ""));
        return names;
    }

    /** Of an address the part before its sign; letters without their marks; a dash for what a username cannot have. */
    private static String username(String text) {
        String local = text.contains("@") ? text.substring(0, text.indexOf('@')) : text;
        String plain =
                MARKS.matcher(Normalizer.normalize(local, Normalizer.Form.NFKD)).replaceAll("");
        String dashed = OTHERS.matcher(plain).replaceAll("-");
        return cut(NO_BEGINNING.matcher(dashed).replaceFirst(""), LONGEST_USERNAME);
    }

    private static @Nullable String displayName(@Nullable String name) {
        return name == null
                ? null
                : cut(CONTROLS.matcher(name).replaceAll(" ").strip(), LONGEST_NAME)
                        .strip();
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
