package dev.colophon.media;

import dev.colophon.settings.Settings;
import dev.colophon.storage.BlobStore;
import dev.colophon.storage.StorageSettings;
import dev.colophon.storage.opening.Stores;
import java.time.InstantSource;

/** The store that the settings choose for files of readers. */
public final class UploadStore {
    private static final String CHECK = "check";

    private UploadStore() {}

    /** Nothing is asked or made yet: what is wrong shows with the first use. The caller closes it. */
    public static BlobStore open(Settings settings, InstantSource clock) {
        MediaSettings uploads = settings.get(MediaSettings.GROUP);
        return switch (uploads.store()) {
            case DIR -> Stores.laterDirectory(uploads.directory(), clock);
            case S3 -> Stores.promptS3(settings.get(StorageSettings.GROUP).s3().orElseThrow(), clock);
        };
    }

    /**
     * Writes a blob and removes it again; a folder is made if it is missing.
     *
     * @throws dev.colophon.storage.StorageFailure when files could not be stored now
     */
    public static void check(BlobStore store) {
        store.replace(CHECK, new byte[] {1});
        store.delete(CHECK);
    }
}
