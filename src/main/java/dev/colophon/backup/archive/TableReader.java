package dev.colophon.backup.archive;

import dev.colophon.backup.archive.tar.TarReader;
import dev.colophon.backup.format.ArchiveFault;
import dev.colophon.backup.format.TableTotal;
import dev.colophon.text.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The canonical stream of a table, out of its chunks one behind the other. */
final class TableReader extends InputStream {
    private final TarReader tar;
    private final int number;
    private final String name;
    private final MessageDigest digest = Hash.digest();
    private @Nullable ChunkReader chunk;
    private @Nullable TableTotal total;
    private int chunks;
    private long rows;
    private long bytes;
    private byte last;

    TableReader(TarReader tar, int number, String name) {
        this.tar = tar;
        this.number = number;
        this.name = name;
    }

    /** What was read, or null before the end. */
    @Nullable
    TableTotal total() {
        return total;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            ChunkReader current = chunk == null ? next() : chunk;
            if (current == null) {
                return -1;
            }
            int count = current.read(target, offset, length);
            if (count > 0) {
                take(target, offset, count);
                return count;
            }
            end(current);
        }
    }

    private @Nullable ChunkReader next() throws IOException {
        if (total == null) {
            String entry = ArchiveFormat.chunk(number, name, chunks);
            if (tar.nextName().equals(entry)) {
                chunks++;
                chunk = new ChunkReader(tar, entry);
            } else {
                total = new TableTotal(name, rows, bytes, HexFormat.of().formatHex(digest.digest()));
            }
        }
        return chunk;
    }

    private void take(byte[] source, int offset, int count) {
        digest.update(source, offset, count);
        bytes += count;
        for (int i = offset; i < offset + count; i++) {
            if (source[i] == '\n') {
                rows++;
            }
        }
        last = source[offset + count - 1];
    }

    private void end(ChunkReader ended) throws IOException {
        ended.finish();
        close();
        if (last != '\n') {
            throw new ArchiveFault(ArchiveFormat.chunk(number, name, chunks - 1), "ends within a row");
        }
    }

    /** Frees memory outside the heap when a table is not read to its end. */
    @Override
    public void close() throws IOException {
        if (chunk != null) {
            chunk.close();
            chunk = null;
        }
    }
}
