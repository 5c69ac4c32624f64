package dev.colophon.media;

import dev.colophon.storage.BlobStore;
import dev.colophon.storage.opening.Stores;
import dev.colophon.testing.S3Server;
import java.nio.file.Path;
import java.time.InstantSource;

/** The kinds of stores that files are kept in. */
public enum StoreKind {
    FOLDER,
    BUCKET;

    /** An empty one, of a test. */
    public BlobStore open(Path folder) {
        return switch (this) {
            case FOLDER -> Stores.laterDirectory(folder.resolve("uploads"), InstantSource.system());
            case BUCKET -> Stores.promptS3(S3Server.bucket(), InstantSource.system());
        };
    }
}
