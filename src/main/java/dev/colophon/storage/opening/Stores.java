package dev.colophon.storage.opening;

import dev.colophon.storage.BlobStore;
import dev.colophon.storage.S3Settings;
import dev.colophon.storage.directory.DirectoryStore;
import dev.colophon.storage.s3.S3Store;
import java.nio.file.Path;
import java.time.InstantSource;

/** Opens stores of blobs. */
public final class Stores {
    private Stores() {}

    /**
     * The store of a folder, which is made if it is missing.
     *
     * @throws dev.colophon.storage.StorageFailure when it cannot be made or is no folder
     */
    public static BlobStore directory(Path folder, InstantSource clock) {
        return DirectoryStore.open(folder, clock);
    }

    /** The same without looking at it or making it: a missing folder holds nothing, and the first blob makes it. */
    public static BlobStore laterDirectory(Path folder, InstantSource clock) {
        return DirectoryStore.later(folder, clock);
    }

    /** The store of a bucket; only with the first of them Amazon's client is loaded. */
    public static BlobStore s3(S3Settings settings, InstantSource clock) {
        return S3Store.open(settings, clock);
    }

    /** The same where requests wait for it: it gives up sooner and keeps less of an upload in memory. */
    public static BlobStore promptS3(S3Settings settings, InstantSource clock) {
        return S3Store.openPrompt(settings, clock);
    }
}
