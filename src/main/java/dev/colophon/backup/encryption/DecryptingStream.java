package dev.colophon.backup.encryption;

import com.exceptionfactory.jagged.PayloadException;
import dev.colophon.backup.format.ArchiveFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** A channel as a stream whose damage is an {@link ArchiveFault}. */
final class DecryptingStream extends InputStream {
    private final ReadableByteChannel channel;

    DecryptingStream(ReadableByteChannel channel) {
        this.channel = channel;
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
        ByteBuffer bytes = ByteBuffer.wrap(target, offset, length);
        int count = 0;
        try {
            while (count == 0) {
                count = channel.read(bytes);
            }
        } catch (PayloadException damage) {
            throw new ArchiveFault("encryption", "a piece of it is damaged, missing or not the last");
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
