package dev.colophon.backup.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.colophon.backup.archive.tar.TarWriter;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Compresses chunks and writes them, in a second thread while the caller fills the next one: one chunk is under way at
 * most. No thread outlives its chunk, so that nothing has to be stopped when a backup fails half-way.
 */
final class Packer {
    private static final int LEVEL = 3;

    private final TarWriter tar;
    private @Nullable FutureTask<Integer> underWay;
    private boolean broken;

    Packer(TarWriter tar) {
        this.tar = tar;
    }

    /** Takes an array for good, of which the first bytes are the chunk. */
    void pack(String name, byte[] chunk, int length) throws IOException {
        await();
        var task = new FutureTask<>(() -> write(name, chunk, length));
        underWay = task;
        Thread.ofPlatform().daemon().name("archive").start(task);
    }

    /**
     * Waits until everything taken is written, even when interrupted: the target must not be closed meanwhile, and one
     * chunk is not long. What failed is thrown once, for whoever closes a stream after a failure must not meet the same
     * one again.
     */
    void await() throws IOException {
        if (broken) {
            throw new IOException("a chunk before could not be written");
        }
        FutureTask<Integer> task = underWay;
        boolean interrupted = false;
        while (task != null) {
            try {
                task.get();
                task = null;
            } catch (InterruptedException later) {
                interrupted = true;
            } catch (ExecutionException failure) {
                broken = true;
                throw failed(failure.getCause());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static IOException failed(@Nullable Throwable cause) {
        return switch (cause) {
            case IOException failure -> failure;
            case RuntimeException failure -> throw failure;
            case Error error -> throw error;
            case null, default -> new IOException(cause);
        };
    }

    private int write(String name, byte[] chunk, int length) throws IOException {
        byte[] stored = new byte[Math.toIntExact(Zstd.compressBound(length))];
        try (var zstd = new ZstdCompressCtx()) {
            zstd.setLevel(LEVEL).setChecksum(true).setContentSize(true);
            int size = zstd.compressByteArray(stored, 0, stored.length, chunk, 0, length);
            tar.entry(name, stored, size);
            return size;
        }
    }
}
