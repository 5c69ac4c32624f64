package dev.colophon.backup.work;

import dev.colophon.text.Hash;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Hashes and counts what it passes on. Closing it leaves the other one open, for that one is committed afterwards. */
public final class HashedOutput extends OutputStream {
    private final OutputStream out;
    private final MessageDigest digest = Hash.digest();
    private long bytes;

    public HashedOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        out.write(source, offset, length);
        digest.update(source, offset, length);
        bytes += length;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        flush();
    }

    public long bytes() {
        return bytes;
    }

    /** Of all that was written; asked for once. */
    public String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
