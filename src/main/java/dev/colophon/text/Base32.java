package dev.colophon.text;

/**
 * Bytes as text that people can type: base32 without padding (RFC 4648), where no letter looks like a digit that is
 * used. Only written here, never read.
 */
public final class Base32 {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    public static String encode(byte[] bytes) {
        var text = new StringBuilder();
        int waiting = 0;
        int count = 0;
        for (byte one : bytes) {
            waiting = waiting << Byte.SIZE | one & 0xff;
            count += Byte.SIZE;
            while (count >= BITS) {
                count -= BITS;
                text.append(LETTERS.charAt(waiting >> count & 31));
            }
            waiting &= (1 << count) - 1;
        }
        if (count > 0) {
            text.append(LETTERS.charAt(waiting << BITS - count & 31));
        }
        return text.toString();
    }
}
