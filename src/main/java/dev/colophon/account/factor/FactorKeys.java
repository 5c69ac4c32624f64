package dev.colophon.account.factor;

import dev.colophon.settings.AccountSettings;
import dev.colophon.settings.Secret;
import dev.colophon.text.Base64Url;
import dev.colophon.web.session.Signer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals the secrets of apps with a key derived from SECRET_KEY (AES-256-GCM), so that who has the database alone has no
 * codes. What the previous key sealed is opened. Each is bound to its reader.
 */
final class FactorKeys {
    private static final String PURPOSE = "colophon second factor";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<SecretKey> keys = new ArrayList<>(2);

    FactorKeys(AccountSettings settings) {
        keys.add(key(settings.secretKey()));
        settings.previousSecretKey().ifPresent(previous -> keys.add(key(previous)));
    }

    /**
     * What was sealed.
     *
     * @param current whether by the key that seals now
     */
    record Opened(byte[] secret, boolean current) {}

    String seal(UUID reader, byte[] secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, keys.getFirst(), nonce, reader).doFinal(secret);
            return Base64Url.encode(ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array());
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Empty when no key of ours has sealed it for this reader: then recovery codes are left. */
    Optional<Opened> open(UUID reader, String text) {
        byte[] sealed = Base64Url.decode(text).orElse(new byte[0]);
        if (sealed.length <= NONCE_BYTES) {
            return Optional.empty();
        }
        for (SecretKey key : keys) {
            Optional<byte[]> secret = open(reader, sealed, key);
            if (secret.isPresent()) {
                return secret.map(bytes -> new Opened(bytes, key.equals(keys.getFirst())));
            }
        }
        return Optional.empty();
    }

    private static Optional<byte[]> open(UUID reader, byte[] sealed, SecretKey key) {
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, NONCE_BYTES), reader);
            return Optional.of(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
        } catch (GeneralSecurityException otherKeyOrReader) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, UUID reader) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(reader.toString().getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }

    private static SecretKey key(Secret secret) {
        return new SecretKeySpec(Signer.derive(secret, PURPOSE, KEY_BYTES), "AES");
    }
}
