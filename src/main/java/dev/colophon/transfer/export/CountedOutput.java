package dev.colophon.transfer.export;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Knows how many bytes have gone through it, and whether the other side took them. */
final class CountedOutput extends FilterOutputStream {
    private long written;
    private boolean broken;

    CountedOutput(OutputStream out) {
        super(out);
    }

    long written() {
        return written;
    }

    /** Whether the last piece could not be written. */
    boolean isBroken() {
        return broken;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        broken = true;
        out.write(bytes, offset, length);
        broken = false;
        written += length;
    }
}
