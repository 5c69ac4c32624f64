package dev.colophon.account.token;

import dev.colophon.settings.Secret;
import dev.colophon.text.Base32;
import dev.colophon.text.Hash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;

/**
 * What an access token for a program looks like: {@code clp_} and 40 letters and digits, which is how scanners for
 * leaked secrets know one. It is shown once and never stored.
 */
public final class AccessTokenText {
    private static final String BEGINNING = "clp_";
    private static final int RANDOM_BYTES = 25;
    private static final int LENGTH = BEGINNING.length() + RANDOM_BYTES * 8 / 5;

    /** The 160 bits behind it are enough of a secret. */
    private static final int PREFIX_LENGTH = BEGINNING.length() + 8;

    private static final SecureRandom RANDOM = new SecureRandom();

    private AccessTokenText() {}

    /** A new one. */
    public static Secret make() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret(BEGINNING + Base32.encode(bytes).toLowerCase(Locale.ROOT));
    }

    /** How it begins; tells its reader one from the other and opens nothing. */
    public static String prefix(Secret token) {
        return token.value().substring(0, PREFIX_LENGTH);
    }

    /** By which it is found. A token is random, so that one round of SHA-256 hides it. */
    public static String hash(String token) {
        return Hash.hexadecimal(token.getBytes(StandardCharsets.UTF_8));
    }

    static boolean holds(String token) {
        return token.length() == LENGTH && token.startsWith(BEGINNING);
    }
}
