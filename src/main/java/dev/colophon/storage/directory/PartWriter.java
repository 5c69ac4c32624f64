package dev.colophon.storage.directory;

import dev.colophon.storage.BlobWriter;
import dev.colophon.storage.StorageFailure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the part of a blob and gives it its name in the end. */
final class PartWriter extends BlobWriter {
    private static final Logger LOG = LoggerFactory.getLogger(PartWriter.class);
    private static final int BUFFER_BYTES = 64 << 10;

    /** One step of writing. */
    private interface Step {
        void take() throws IOException;
    }

    private final PartialBlob part;
    private final FileChannel channel;
    private final OutputStream out;
    private boolean ended;
    private @Nullable StorageFailure broken;

    PartWriter(PartialBlob part) throws IOException {
        this.part = part;
        channel = Folders.create(part.file());
        out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
    }

    @Override
    public void write(int value) {
        attempt(() -> out.write(value));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        attempt(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() {
        attempt(out::flush);
    }

    @Override
    public void commit() {
        attempt(() -> {
            force();
            ended = true;
            part.giveName();
        });
    }

    /** The same, in place of a blob of that name. */
    void replace() {
        attempt(() -> {
            force();
            ended = true;
            part.takeName();
        });
    }

    /** A disk may refuse only now what it took before; so that counts as written which is on it. */
    private void force() throws IOException {
        out.flush();
        channel.force(true);
        channel.close();
    }

    private void attempt(Step step) {
        if (broken != null) {
            // another one each time: a failure cannot be suppressed by itself
            throw new StorageFailure(broken.reason(), String.valueOf(broken.getMessage()), broken);
        }
        if (ended) {
            throw new IllegalStateException("already ended: " + part.what());
        }
        try {
            step.take();
        } catch (IOException failure) {
            broken = FileFailures.of(part.what(), failure);
            throw broken;
        }
    }

    /** What was given up is gone, whatever the disk says to it. */
    @Override
    public void close() {
        ended = true;
        try {
            channel.close();
        } catch (IOException failure) {
            LOG.debug("cannot close {}: {}", part.file(), failure.getMessage());
        }
        Folders.discard(part.file());
    }
}
