package dev.colophon.transfer.copy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Where a zip says what is in it. Java reads all of that into memory, so that it is asked for its size first. */
final class ZipDirectory {
    /** Of half a million members. */
    private static final long MOST_BYTES = 1 << 26;

    private static final int SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int MOST_COMMENT_BYTES = 65_535;
    private static final int AT_SIZE = 12;

    private ZipDirectory() {}

    /** Whether a file ends like a zip whose directory is small enough to be read. */
    static boolean isReadable(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            ByteBuffer end = ByteBuffer.allocate((int) Math.min(size, END_BYTES + MOST_COMMENT_BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN);
            while (end.hasRemaining() && channel.read(end, size - end.capacity() + end.position()) >= 0) {
                continue;
            }
            for (int at = end.capacity() - END_BYTES; at >= 0; at--) {
                if (end.getInt(at) == SIGNATURE) {
                    return Integer.toUnsignedLong(end.getInt(at + AT_SIZE)) <= MOST_BYTES;
                }
            }
            return false;
        }
    }
}
