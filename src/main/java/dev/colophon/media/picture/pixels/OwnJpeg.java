package dev.colophon.media.picture.pixels;

import java.util.Arrays;

/**
 * Whether a JPEG is one of ours, which need not be made anew and worse: what stands before its pixels is byte for byte
 * what our encoder writes there for a picture of this size, so that nothing but pixels is in it, and they end the file.
 */
final class OwnJpeg {
    private static final int MARKER = 0xff;
    private static final int SCAN = 0xda;
    private static final int END = 0xd9;
    private static final int START_BYTES = 2;

    /** The same pixels take more bytes than once more encoded, but not many more. */
    private static final int MOST_TIMES_LARGER = 2;

    private OwnJpeg() {}

    /** The most bytes that are looked at. */
    static long mostBytes(byte[] encoded) {
        return (long) encoded.length * MOST_TIMES_LARGER;
    }

    /**
     * @param given decoded already without any complaint
     * @param encoded what our encoder made of its pixels
     */
    static boolean is(byte[] given, byte[] encoded) {
        int scan = scanStart(encoded);
        return given.length > scan
                && given.length <= mostBytes(encoded)
                && Arrays.equals(given, 0, scan, encoded, 0, scan)
                && isOneScan(given, scan);
    }

    /** Where the pixels begin. */
    private static int scanStart(byte[] encoded) {
        int at = START_BYTES;
        boolean scan = false;
        while (!scan) {
            scan = unsigned(encoded, at + 1) == SCAN;
            at += START_BYTES + (unsigned(encoded, at + 2) << 8 | unsigned(encoded, at + 3));
        }
        return at;
    }

    /** No marker within it, and nothing behind it. */
    private static boolean isOneScan(byte[] given, int from) {
        int end = given.length - START_BYTES;
        for (int at = from; at < end; at++) {
            if (unsigned(given, at) == MARKER && unsigned(given, at + 1) != 0) {
                return false;
            }
        }
        return end >= from && unsigned(given, end) == MARKER && unsigned(given, end + 1) == END;
    }

    private static int unsigned(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }
}
