package dev.colophon.backup.archive;

import dev.colophon.backup.codec.RowLimit;
import dev.colophon.backup.format.TableTotal;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.text.Hash;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** Cuts the canonical stream of a table into chunks at the ends of rows. */
final class TableWriter extends OutputStream {
    private final Packer packer;
    private final int number;
    private final String name;
    private final MessageDigest digest = Hash.digest();
    private byte[] buffer = new byte[ArchiveFormat.CHUNK_BYTES];
    private int length;
    /** Behind the last whole row in the buffer. */
    private int rowEnd;

    private int chunks;
    private long rows;
    private long bytes;
    private boolean closed;

    TableWriter(Packer packer, int number, String name) {
        this.packer = packer;
        this.number = number;
        this.name = name;
    }

    boolean isClosed() {
        return closed;
    }

    TableTotal total() {
        return new TableTotal(name, rows, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int count) throws IOException {
        int at = offset;
        int end = offset + count;
        while (at < end) {
            if (length == buffer.length) {
                makeRoom();
            }
            int taken = Math.min(buffer.length - length, end - at);
            System.arraycopy(source, at, buffer, length, taken);
            at += append(taken);
        }
    }

    /** Counts the rows in what was copied behind the end, and says how much of it was kept. */
    private int append(int copied) throws IOException {
        int start = length;
        for (int i = start; i < start + copied; i++) {
            if (buffer[i] == '\n') {
                rows++;
                rowEnd = i + 1;
                if (rowEnd > ArchiveFormat.CHUNK_BYTES) {
                    length = rowEnd;
                    cut();
                    return i + 1 - start;
                }
            }
        }
        length += copied;
        return copied;
    }

    private void makeRoom() throws IOException {
        if (rowEnd > 0) {
            cut();
        } else if (length == RowLimit.MAX_BYTES) {
            throw new StartFailure(
                    ExitCode.BACKUP_REFUSED,
                    "write the archive",
                    "row " + (rows + 1) + " of table " + name + " takes more than 64 MiB",
                    "make its values smaller; an archive cannot hold them");
        } else {
            // so that there is one long row in memory at a time, and its compressed form
            packer.await();
            buffer = Arrays.copyOf(buffer, 2 * length);
        }
    }

    /** Hands over the whole rows; the begun one stays. */
    private void cut() throws IOException {
        byte[] next = new byte[ArchiveFormat.CHUNK_BYTES];
        System.arraycopy(buffer, rowEnd, next, 0, length - rowEnd);
        digest.update(buffer, 0, rowEnd);
        bytes += rowEnd;
        packer.pack(ArchiveFormat.chunk(number, name, chunks++), buffer, rowEnd);
        buffer = next;
        length -= rowEnd;
        rowEnd = 0;
    }

    /**
     * Ends the table and waits for its chunks.
     *
     * @throws IllegalStateException when its last row has no end
     */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (length == rowEnd && length > 0) {
            cut();
        }
        packer.await();
        buffer = new byte[0];
        if (length > 0) {
            throw new IllegalStateException("the last row of table " + name + " has no end");
        }
    }
}
