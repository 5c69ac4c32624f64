package dev.colophon.backup.codec;

import dev.colophon.backup.format.TableTotal;
import dev.colophon.text.Hash;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Counts and hashes a table's canonical stream and keeps nothing of it. */
public final class TableTally extends OutputStream {
    private final MessageDigest digest = Hash.digest();
    private long rows;
    private long bytes;

    @Override
    public void write(int next) {
        write(new byte[] {(byte) next}, 0, 1);
    }

    @Override
    public void write(byte[] source, int from, int length) {
        digest.update(source, from, length);
        bytes += length;
        for (int at = from; at < from + length; at++) {
            if (source[at] == '\n') {
                rows++;
            }
        }
    }

    /** Of all that was written; afterwards this is empty again. */
    public TableTotal total(String table) {
        TableTotal total = new TableTotal(table, rows, bytes, HexFormat.of().formatHex(digest.digest()));
        rows = 0;
        bytes = 0;
        return total;
    }
}
