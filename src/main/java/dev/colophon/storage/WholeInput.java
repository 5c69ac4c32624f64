package dev.colophon.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes of which it is known how many there are: an end too early or too late is a failure. */
public final class WholeInput extends FilterInputStream {
    private final long expectedBytes;
    private final String what;
    private long seenBytes;

    /**
     * @param what the blob and its store, for the message of a failure
     */
    public WholeInput(InputStream in, long expectedBytes, String what) {
        super(in);
        this.expectedBytes = expectedBytes;
        this.what = what;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? -1 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(read);
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long read) throws IOException {
        seenBytes += Math.max(0, read);
        boolean ended = read < 0;
        if (seenBytes > expectedBytes || (ended && seenBytes < expectedBytes)) {
            throw new IOException(what + (ended ? " ended after " : " has at least ") + seenBytes + " of "
                    + expectedBytes + " bytes");
        }
    }
}
