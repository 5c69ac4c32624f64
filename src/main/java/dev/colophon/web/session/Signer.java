package dev.colophon.web.session;

import dev.colophon.settings.AccountSettings;
import dev.colophon.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs short texts with a key of its own, derived from SECRET_KEY for one purpose, so that what is
 * signed for one purpose is worth nothing for another. What the previous key signed is accepted.
 */
public final class Signer {
    private static final String HMAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final List<SecretKey> keys;

    /**
     * @param purpose such as {@code cursor}
     */
    public Signer(AccountSettings settings, String purpose) {
        keys = new ArrayList<>(2);
        keys.add(key(settings.secretKey(), purpose));
        settings.previousSecretKey().ifPresent(previous -> keys.add(key(previous, purpose)));
    }

    public byte[] sign(String text) {
        return mac(keys.getFirst(), text);
    }

    public boolean verifies(String text, byte[] signature) {
        for (SecretKey key : keys) {
            if (MessageDigest.isEqual(mac(key, text), signature)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] mac(SecretKey key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static SecretKey key(Secret secret, String purpose) {
        return new SecretKeySpec(derive(secret, purpose, KEY_BYTES), HMAC);
    }

    /**
     * A key for one purpose (HKDF, RFC 5869).
     *
     * @param length in bytes
     */
    public static byte[] derive(Secret secret, String purpose, int length) {
        try {
            var parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(secret.value().getBytes(StandardCharsets.UTF_8))
                    .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), length);
            return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
