package dev.colophon.backup.encryption;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Whoever closes it only flushes what is behind it. */
final class OpenStream extends FilterOutputStream {
    OpenStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        out.write(source, offset, length);
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
