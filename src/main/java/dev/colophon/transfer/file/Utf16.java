package dev.colophon.transfer.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * UTF-16, told by its byte order mark, or by the zeros that every second byte is when a first row is
 * written in it: names of columns are ASCII.
 *
 * @param skipBytes length of the mark
 */
record Utf16(Charset charset, int skipBytes) {
    private static final int LEAST_BYTES = 8;
    private static final int MOST_BYTES = 64;

    static Optional<Utf16> of(byte[] start) {
        if (start.length >= 2 && start[0] == (byte) 0xFF && start[1] == (byte) 0xFE) {
            return Optional.of(new Utf16(StandardCharsets.UTF_16LE, 2));
        }
        if (start.length >= 2 && start[0] == (byte) 0xFE && start[1] == (byte) 0xFF) {
            return Optional.of(new Utf16(StandardCharsets.UTF_16BE, 2));
        }
        if (start.length < LEAST_BYTES) {
            return Optional.empty();
        }
        if (isAscii(start, 0)) {
            return Optional.of(new Utf16(StandardCharsets.UTF_16LE, 0));
        }
        return isAscii(start, 1) ? Optional.of(new Utf16(StandardCharsets.UTF_16BE, 0)) : Optional.empty();
    }

    /** Whether there are ASCII characters at every second byte and zeros between. */
    private static boolean isAscii(byte[] start, int first) {
        for (int index = 0; index < Math.min(start.length, MOST_BYTES); index++) {
            boolean zero = start[index] == 0;
            if (start[index] < 0 || zero == (index % 2 == first)) {
                return false;
            }
        }
        return true;
    }
}
