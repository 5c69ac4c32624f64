package dev.colophon.backup.restore;

import dev.colophon.backup.archive.BlobReader;
import dev.colophon.storage.BlobStore;
import dev.colophon.storage.BlobWriter;
import dev.colophon.storage.StorageFailure;
import dev.colophon.storage.StorageFailure.Reason;
import dev.colophon.storage.StoredBlob;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Puts files of an archive to where the files of readers are kept, as far as they are not there: names are hashes, and
 * one of the same size is the same. Nothing else is touched, so that the data that was replaced keeps its files.
 */
final class UploadFill {
    private final BlobStore store;

    /** Sizes by name, by folder. */
    private final Map<String, Map<String, Long>> there = new HashMap<>();

    UploadFill(BlobStore store) {
        this.store = store;
    }

    /** Whether the store has no such file, or one that was damaged. */
    boolean lacks(BlobReader file) {
        Long size = folder(file.name()).get(file.name());
        return size == null || size != file.bytes();
    }

    /** Takes a file, which is read to its end only where it is needed. */
    void take(BlobReader file) throws IOException {
        if (!lacks(file)) {
            return;
        }
        if (folder(file.name()).containsKey(file.name())) {
            store.delete(file.name());
        }
        try (BlobWriter writer = store.create(file.name())) {
            file.transferTo(writer);
            writer.commit();
        } catch (StorageFailure failure) {
            // somebody else put it there, and its name is its content
            if (failure.reason() != Reason.EXISTS) {
                throw failure;
            }
        }
    }

    private Map<String, Long> folder(String name) {
        return there.computeIfAbsent(
                name.substring(0, name.indexOf('/') + 1),
                prefix -> store.list(prefix).stream().collect(Collectors.toMap(StoredBlob::name, StoredBlob::bytes)));
    }
}
