package dev.colophon.backup.work;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Tells of the bytes that pass through any of its streams, together. */
public final class CountedBytes {
    private static final long TELL_EACH = 1 << 20;

    private final String step;
    private final long total;
    private final Progress progress;
    private long done;
    private long told;

    /**
     * @param total 0 when nobody knows
     */
    public CountedBytes(String step, long total, Progress progress) {
        this.step = step;
        this.total = total;
        this.progress = progress;
    }

    public OutputStream of(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                out.write(source, offset, length);
                count(length);
            }
        };
    }

    public InputStream of(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int value = in.read();
                count(value < 0 ? 0 : 1);
                return value;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int read = in.read(target, offset, length);
                count(Math.max(0, read));
                return read;
            }
        };
    }

    private void count(int bytes) {
        done += bytes;
        if (done - told >= TELL_EACH) {
            told = done;
            progress.at(step, done, total);
        }
    }
}
