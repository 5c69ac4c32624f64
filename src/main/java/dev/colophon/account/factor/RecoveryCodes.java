package dev.colophon.account.factor;

import dev.colophon.text.Base32;
import dev.colophon.text.Hash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Codes for whoever has lost the app: shown once, good once each, kept as hashes that need no key of ours. */
final class RecoveryCodes {
    static final int COUNT = 10;

    /** 80 bits: one round of SHA-256 hides them. */
    private static final int RANDOM_BYTES = 10;

    private static final Pattern FOUR = Pattern.compile("(?<=\\G.{4})(?=.)");
    private static final Pattern NOT_PART = Pattern.compile("[\\s-]+");
    private static final SecureRandom RANDOM = new SecureRandom();

    private RecoveryCodes() {}

    /** Such as {@code abcd-efgh-ijkl-mnop}. */
    static List<String> make() {
        return Stream.generate(RecoveryCodes::one).limit(COUNT).toList();
    }

    private static String one() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return FOUR.matcher(Base32.encode(bytes).toLowerCase(Locale.ROOT)).replaceAll("-");
    }

    /** By which it is found, however its reader has typed it. */
    static String hash(UUID reader, String code) {
        return Hash.hexadecimal((reader + " " + plain(code)).getBytes(StandardCharsets.UTF_8));
    }

    /** A code of either kind without what people put between its parts. */
    static String plain(String code) {
        return NOT_PART.matcher(code).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
