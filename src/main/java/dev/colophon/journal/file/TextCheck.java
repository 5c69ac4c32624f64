package dev.colophon.journal.file;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Text in UTF-8 without NUL, which binary files have. */
final class TextCheck implements ContentCheck {
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer letters = CharBuffer.allocate(8_192);

    /** The beginning of a character whose end has not come yet. */
    private ByteBuffer rest = ByteBuffer.allocate(0);

    @Override
    public boolean accepts(byte[] bytes, int offset, int length) {
        for (int index = offset; index < offset + length; index++) {
            if (bytes[index] == 0) {
                return false;
            }
        }
        ByteBuffer next = ByteBuffer.allocate(rest.remaining() + length)
                .put(rest)
                .put(bytes, offset, length)
                .flip();
        CoderResult result;
        do {
            letters.clear();
            result = decoder.decode(next, letters, false);
        } while (result.isOverflow());
        rest = next;
        return !result.isError();
    }

    @Override
    public boolean isWhole() {
        return !rest.hasRemaining();
    }
}
