package dev.colophon.backup.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.colophon.backup.archive.tar.TarReader;
import dev.colophon.backup.codec.RowLimit;
import dev.colophon.backup.format.ArchiveFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;

/** The rows of one chunk. It must say beforehand how many bytes they are, and never gives more. */
final class ChunkReader implements AutoCloseable {
    /** The longest header of a frame (RFC 8878, 3.1.1.1). */
    private static final int FRAME_HEADER_BYTES = 18;

    /** 8 MiB of memory: what zstd needs up to level 19. */
    private static final int MAX_WINDOW_LOG = 23;

    private final String name;
    private final TarReader.Content content;
    private final ZstdInputStreamNoFinalizer rows;
    private long left;

    ChunkReader(TarReader tar, String name) throws IOException {
        this.name = name;
        content = tar.open(name, ArchiveFormat.MAX_STORED_CHUNK_BYTES);
        byte[] start = content.readNBytes(FRAME_HEADER_BYTES);
        left = start.length == 0 ? 0 : Zstd.getFrameContentSize(start, 0, start.length);
        if (left <= 0 || left > RowLimit.MAX_BYTES) {
            throw new ArchiveFault(name, "does not say how large its rows are, or they are larger than they can be");
        }
        rows = new ZstdInputStreamNoFinalizer(new SequenceInputStream(new ByteArrayInputStream(start), content));
        rows.setLongMax(MAX_WINDOW_LOG);
    }

    /** Reads rows, or gives -1 at the end, when everything the chunk said of itself has held. */
    int read(byte[] target, int offset, int length) throws IOException {
        try {
            // one byte more than may come, so that the end, and the checksum behind it, is seen
            int count = rows.read(target, offset, (int) Math.min(length, left + 1));
            if (count < 0 ? left > 0 : count > left) {
                throw new ArchiveFault(name, "has another size than it says");
            }
            left -= Math.max(count, 0);
            return count;
        } catch (ZstdIOException damage) {
            throw new ArchiveFault(name, "is not intact zstd");
        }
    }

    void finish() throws IOException {
        content.finish();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
