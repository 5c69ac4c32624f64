package dev.colophon.account.factor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of an app (TOTP, RFC 6238) with what every app takes: SHA-1, steps of 30 seconds, six digits. The code of the
 * step before and of the one after are good as well, for clocks differ.
 */
final class OneTimeCodes {
    /** As RFC 4226 recommends, the length of the hash. */
    static final int SECRET_BYTES = 20;

    static final int STEP_SECONDS = 30;

    private static final String HMAC = "HmacSHA1";
    private static final int MODULUS = 1_000_000;
    private static final int WINDOW = 1;

    private OneTimeCodes() {}

    /**
     * The step whose code this is, if it is good now.
     *
     * @param lastStep of the code that was accepted last; that one and those before it are used up
     */
    static OptionalLong step(byte[] secret, String code, Instant now, long lastStep) {
        long current = Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
        OptionalLong found = OptionalLong.empty();
        for (long step = current - WINDOW; step <= current + WINDOW; step++) {
            if (same(code(secret, step), code) && step > lastStep) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /** The code of one step. */
    static String code(byte[] secret, long step) {
        byte[] hash = mac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = hash[hash.length - 1] & 0xf;
        int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
        return String.format(Locale.ROOT, "%06d", number % MODULUS);
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] mac(byte[] secret, byte[] counter) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            return mac.doFinal(counter);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
