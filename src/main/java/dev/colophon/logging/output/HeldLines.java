package dev.colophon.logging.output;

import java.io.IOException;
import java.io.OutputStream;

/** Lines that are to be written together. */
final class HeldLines {
    private final byte[] bytes = new byte[8_192];
    private int length;

    boolean isEmpty() {
        return length == 0;
    }

    /** Whether a line of this many bytes can be held at all. */
    boolean takes(int lineBytes) {
        return lineBytes <= bytes.length;
    }

    /** Whether it can be held beside the others. */
    boolean hasRoom(int lineBytes) {
        return length + lineBytes <= bytes.length;
    }

    void add(byte[] line) {
        System.arraycopy(line, 0, bytes, length, line.length);
        length += line.length;
    }

    /** Empties this by one call; what cannot be written is lost. */
    void writeTo(OutputStream stream) throws IOException {
        int held = length;
        length = 0;
        if (held > 0) {
            stream.write(bytes, 0, held);
        }
    }
}
