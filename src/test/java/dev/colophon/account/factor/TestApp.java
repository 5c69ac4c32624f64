package dev.colophon.account.factor;

import java.math.BigInteger;
import java.time.Instant;
import java.util.HexFormat;

/** An app of one-time codes, which has nothing but the secret that its reader typed. */
public final class TestApp {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private TestApp() {}

    /** The code that it shows at a moment. */
    public static String code(String secret, Instant now) {
        var bits = BigInteger.ZERO;
        for (char letter : secret.toCharArray()) {
            bits = bits.shiftLeft(5).or(BigInteger.valueOf(LETTERS.indexOf(letter)));
        }
        byte[] bytes = HexFormat.of().parseHex("%040x".formatted(bits));
        return OneTimeCodes.code(bytes, now.getEpochSecond() / 30);
    }
}
