package dev.colophon.journal.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A file that ends with a sign, behind which some programs leave a little more. */
final class EndCheck implements ContentCheck {
    private static final int TAIL_BYTES = 1_024;

    private final String sign;
    private byte[] tail = new byte[0];

    /**
     * @param sign of the bytes as characters of Latin-1
     */
    EndCheck(String sign) {
        this.sign = sign;
    }

    @Override
    public boolean accepts(byte[] bytes, int offset, int length) {
        byte[] both = Arrays.copyOf(tail, tail.length + length);
        System.arraycopy(bytes, offset, both, tail.length, length);
        tail = Arrays.copyOfRange(both, Math.max(0, both.length - TAIL_BYTES), both.length);
        return true;
    }

    @Override
    public boolean isWhole() {
        return new String(tail, StandardCharsets.ISO_8859_1).contains(sign);
    }
}
