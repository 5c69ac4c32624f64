package dev.colophon.account.token;

import dev.colophon.settings.Secret;
import dev.colophon.text.Base64Url;
import dev.colophon.text.Hash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/** The secret part of a link that opens something, such as an invitation: random, shown once, kept by its hash. */
public final class LinkToken {
    private static final int BYTES = 24;
    private static final Pattern FORM = Pattern.compile("[\\w-]{32}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private LinkToken() {}

    /** A new one. */
    public static Secret make() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret(Base64Url.encode(bytes));
    }

    /** Whether it can be one; anything else need not be looked for. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /** By which it is found. It is random, so that one round of SHA-256 hides it. */
    public static String hash(String token) {
        return Hash.hexadecimal(token.getBytes(StandardCharsets.UTF_8));
    }
}
