package dev.colophon.backup.codec;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as PostgreSQL's {@code COPY .. TO} does: for each row one value per column in their order, then {@link
 * #end()}; {@link #flush()} after the last. Uuids, dates and instants are texts. Each value may raise {@link
 * UnportableValue}; the stream is worthless then.
 */
public final class RowWriter {
    private static final int BUFFER_BYTES = 64 << 10;
    private static final byte[] NULL = {'\\', 'N'};
    private static final byte[] HEXADECIMAL = {'\\', '\\', 'x'};
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int filled;
    private int column;
    private long rowBytes;
    private long rows;

    /** Leaves {@code out} open. */
    public RowWriter(OutputStream out) {
        this.out = out;
    }

    public void text(@Nullable String value) throws IOException {
        utf8(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    /** A text as its bytes, which spares making a String of it. */
    public void utf8(byte @Nullable [] value) throws IOException {
        if (value == null) {
            nothing();
            return;
        }
        begin(value.length);
        boolean ascii = true;
        int plainFrom = 0;
        for (int i = 0; i < value.length; i++) {
            byte next = value[i];
            if (next < 0) {
                ascii = false;
            } else if (next < ' ' || next == '\\') {
                plainFrom = escape(value, plainFrom, i);
            }
        }
        put(value, plainFrom, value.length);
        if (!ascii && !WellFormed.isUtf8(value, 0, value.length)) {
            throw new UnportableValue(column - 1, "a text is not UTF-8");
        }
    }

    /** Writes what stands before a control character or backslash and, if it must be escaped, that one. */
    private int escape(byte[] value, int plainFrom, int at) throws IOException {
        if (value[at] == 0) {
            throw new UnportableValue(column - 1, "a text holds the character NUL, which PostgreSQL cannot store");
        }
        byte letter = Escapes.letter(value[at]);
        if (letter == 0) {
            return plainFrom;
        }
        put(value, plainFrom, at);
        requireRoom(2);
        put('\\');
        put(letter);
        return at + 1;
    }

    public void integer(@Nullable Long value) throws IOException {
        if (value == null) {
            nothing();
        } else {
            integer(value.longValue());
        }
    }

    public void integer(long value) throws IOException {
        begin(0);
        byte[] digits = Long.toString(value).getBytes(StandardCharsets.US_ASCII);
        put(digits, 0, digits.length);
    }

    public void truth(@Nullable Boolean value) throws IOException {
        if (value == null) {
            nothing();
        } else {
            begin(0);
            put(value ? (byte) 't' : (byte) 'f');
        }
    }

    public void bytes(byte @Nullable [] value) throws IOException {
        if (value == null) {
            nothing();
            return;
        }
        begin(2L * value.length);
        put(HEXADECIMAL, 0, HEXADECIMAL.length);
        for (byte next : value) {
            put(DIGITS[(next >> 4) & 0xf]);
            put(DIGITS[next & 0xf]);
        }
    }

    /** The value null. */
    public void nothing() throws IOException {
        begin(0);
        put(NULL, 0, NULL.length);
    }

    /** Ends the row. */
    public void end() throws IOException {
        requireRoom(0);
        put('\n');
        column = 0;
        rowBytes = 0;
        rows++;
    }

    /** How many rows were ended. */
    public long rows() {
        return rows;
    }

    public void flush() throws IOException {
        out.write(buffer, 0, filled);
        filled = 0;
        out.flush();
    }

    private void begin(long leastBytes) throws IOException {
        if (column++ > 0) {
            put('\t');
        }
        requireRoom(leastBytes);
    }

    private void requireRoom(long more) {
        if (rowBytes + more >= RowLimit.MAX_BYTES) {
            throw new UnportableValue(column - 1, "the row is larger than " + (RowLimit.MAX_BYTES >> 20) + " MiB");
        }
    }

    private void put(char ascii) throws IOException {
        put((byte) ascii);
    }

    private void put(byte next) throws IOException {
        if (filled == buffer.length) {
            drain();
        }
        rowBytes++;
        buffer[filled++] = next;
    }

    private void put(byte[] value, int from, int to) throws IOException {
        int length = to - from;
        requireRoom(length);
        rowBytes += length;
        if (length > buffer.length - filled) {
            drain();
        }
        if (length > buffer.length) {
            out.write(value, from, length);
        } else {
            System.arraycopy(value, from, buffer, filled, length);
            filled += length;
        }
    }

    private void drain() throws IOException {
        out.write(buffer, 0, filled);
        filled = 0;
    }
}
