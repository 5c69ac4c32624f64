package dev.colophon.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The one coding that is read from outside: UTF-8 in its shortest form (RFC 3629), so that a
 * character has one spelling and no check can be passed by another one.
 */
public final class Utf8 {
    private Utf8() {}

    /** The text, or empty when the bytes are anything else than UTF-8. */
    public static Optional<String> decode(byte[] bytes) {
        return decode(ByteBuffer.wrap(bytes));
    }

    /** The same for the bytes between position and limit. */
    public static Optional<String> decode(ByteBuffer bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException otherCoding) {
            return Optional.empty();
        }
    }
}
