package dev.colophon.backup.target;

import dev.colophon.storage.BlobStore;
import dev.colophon.storage.BlobWriter;
import dev.colophon.storage.StorageFailure;
import dev.colophon.storage.StorageFailure.Reason;
import dev.colophon.storage.StoredBlob;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Keeps blobs in memory as the contract says, and can be away, or die after some changes. */
public final class MemoryStore implements BlobStore {
    private record Blob(byte[] content, Instant modifiedAt) {}

    private final Map<String, Blob> blobs = new TreeMap<>();
    private final InstantSource clock;
    private boolean away;
    private int changesLeft = Integer.MAX_VALUE;
    private int listings;

    public MemoryStore(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether every call fails from now on. */
    public void away(boolean isAway) {
        away = isAway;
    }

    /** Fails after so many changes, as if the process had died there. */
    void dieAfter(int changes) {
        changesLeft = changes;
    }

    /** How often somebody asked for a listing. */
    public int listings() {
        return listings;
    }

    /** Every name that there is. */
    List<String> names() {
        return List.copyOf(blobs.keySet());
    }

    void put(String name, byte[] content) {
        blobs.put(name, new Blob(content, clock.instant()));
    }

    @Override
    public BlobWriter create(String name) {
        answer();
        return new Writer(name);
    }

    @Override
    public void replace(String name, byte[] content) {
        change();
        put(name, content);
    }

    @Override
    public InputStream read(String name) {
        answer();
        Blob blob = blobs.get(name);
        if (blob == null) {
            throw new StorageFailure(Reason.MISSING, "no " + name, null);
        }
        return new ByteArrayInputStream(blob.content());
    }

    @Override
    public List<StoredBlob> list(String prefix) {
        answer();
        listings++;
        return blobs.entrySet().stream()
                .filter(blob -> blob.getKey().startsWith(prefix))
                .map(blob -> new StoredBlob(
                        blob.getKey(),
                        blob.getValue().content().length,
                        blob.getValue().modifiedAt()))
                .toList();
    }

    @Override
    public void delete(String name) {
        change();
        blobs.remove(name);
    }

    @Override
    public int sweep(Duration age) {
        answer();
        return 0;
    }

    @Override
    public OptionalLong freeBytes() {
        answer();
        return OptionalLong.of(1_000_000);
    }

    @Override
    public String where() {
        return "the memory";
    }

    @Override
    public void close() {}

    private void answer() {
        if (away) {
            throw new StorageFailure(Reason.UNREACHABLE, "the memory is away", null);
        }
    }

    private void change() {
        answer();
        if (changesLeft == 0) {
            throw new StorageFailure(Reason.UNREACHABLE, "died", null);
        }
        changesLeft--;
    }

    private final class Writer extends BlobWriter {
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private final String name;

        Writer(String name) {
            this.name = name;
        }

        @Override
        public void write(int value) {
            content.write(value);
        }

        @Override
        public void commit() {
            change();
            if (blobs.containsKey(name)) {
                throw new StorageFailure(Reason.EXISTS, name + " exists", null);
            }
            put(name, content.toByteArray());
        }

        @Override
        public void close() {}
    }
}
