package dev.colophon.backup.restore;

import dev.colophon.storage.BlobStore;
import dev.colophon.storage.BlobWriter;
import dev.colophon.storage.StorageFailure;
import dev.colophon.storage.StorageFailure.Reason;
import dev.colophon.storage.StoredBlob;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** A store on a disk with room for so many bytes of a blob, and for none of its name. */
record FullStore(BlobStore store, int room) implements BlobStore {
    @Override
    public BlobWriter create(String name) {
        BlobWriter begun = store.create(name);
        return new BlobWriter() {
            private long written;

            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                written += length;
                if (written > room) {
                    throw full();
                }
                begun.write(source, offset, length);
            }

            @Override
            public void commit() {
                throw full();
            }

            @Override
            public void close() {
                begun.close();
            }
        };
    }

    private static StorageFailure full() {
        return new StorageFailure(Reason.FULL, "no room is left", null);
    }

    @Override
    public void replace(String name, byte[] content) {
        throw full();
    }

    @Override
    public InputStream read(String name) {
        return store.read(name);
    }

    @Override
    public List<StoredBlob> list(String prefix) {
        return store.list(prefix);
    }

    @Override
    public void delete(String name) {
        store.delete(name);
    }

    @Override
    public int sweep(Duration age) {
        return store.sweep(age);
    }

    @Override
    public OptionalLong freeBytes() {
        return store.freeBytes();
    }

    @Override
    public String where() {
        return store.where();
    }

    @Override
    public void close() {
        store.close();
    }
}
