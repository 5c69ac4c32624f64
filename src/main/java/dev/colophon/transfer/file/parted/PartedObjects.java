package dev.colophon.transfer.file.parted;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;

/**
 * Objects of JSON with a sign of their own between them, as the backups of Openreads have them, read as one array. A
 * text that holds the sign between two braces would be parted too, as it is by Openreads.
 */
public final class PartedObjects extends FilterInputStream {
    private static final String OF_TODAY = "@@@@@{";
    private static final String EARLIER = "|||||{";
    private static final int SIGN_BYTES = OF_TODAY.length();
    private static final byte[] COMMA = ",{".getBytes(StandardCharsets.US_ASCII);

    private final PushbackInputStream objects;
    private boolean begun;
    private boolean ended;

    public PartedObjects(InputStream in) {
        super(in);
        this.objects = new PushbackInputStream(new BufferedInputStream(in), SIGN_BYTES);
    }

    @Override
    public int read() throws IOException {
        if (!begun) {
            begun = true;
            return '[';
        }
        int one = objects.read();
        if (one == '}') {
            byte[] next = objects.readNBytes(SIGN_BYTES);
            String text = new String(next, StandardCharsets.ISO_8859_1);
            objects.unread(text.equals(OF_TODAY) || text.equals(EARLIER) ? COMMA : next);
        }
        if (one < 0 && !ended) {
            ended = true;
            return ']';
        }
        return one;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = 0;
        int one = length == 0 ? -1 : read();
        while (one >= 0) {
            target[offset + count++] = (byte) one;
            one = count == length ? -1 : read();
        }
        return count == 0 && length > 0 ? -1 : count;
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.clamp(count, 0, 1 << 13)).length;
    }
}
