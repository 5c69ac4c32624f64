package dev.colophon.text;

import java.util.Base64;
import java.util.Optional;

/**
 * Bytes as text for addresses, cookies and headers: base64url without padding (RFC 4648). What is
 * signed or secret has this one spelling; the JDK alone would take padding and leftover bits too.
 */
public final class Base64Url {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Base64Url() {}

    public static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    /** The bytes, or empty when the text is not what they are encoded to. */
    public static Optional<byte[]> decode(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text))
                    .filter(bytes -> encode(bytes).equals(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
