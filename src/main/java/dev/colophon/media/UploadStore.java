package dev.colophon.media;

import dev.colophon.settings.Settings;
import dev.colophon.settings.deploy.DeployFinding;
import dev.colophon.storage.BlobStore;
import dev.colophon.storage.StorageFailure;
import dev.colophon.storage.StorageFailure.Reason;
import dev.colophon.storage.StorageSettings;
import dev.colophon.storage.opening.Stores;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** The store that the settings choose for files of readers. */
public final class UploadStore {
    private static final String CHECK = "check";
    private static final byte[] SAMPLE = {1};

    /** Below it a folder counts as nearly full. */
    private static final long LITTLE_ROOM_BYTES = 1L << 30;

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
     * @throws StorageFailure when files could not be stored now
     */
    public static void check(BlobStore store) {
        store.replace(CHECK, SAMPLE);
        store.delete(CHECK);
    }

    /**
     * Writes a blob, reads it and removes it; a folder that is missing stays so.
     *
     * @return what was found, as a sentence for people
     * @throws StorageFailure when files could not be stored or read now
     */
    public static String probe(BlobStore store) {
        if (!store.isThere()) {
            return store.where() + " is not there yet; the first file makes it";
        }
        // a name of its own, for a server may check at this moment
        String name = CHECK + "-" + UUID.randomUUID();
        store.replace(name, SAMPLE);
        try (InputStream in = store.read(name)) {
            if (!Arrays.equals(in.readAllBytes(), SAMPLE)) {
                throw new StorageFailure(Reason.DAMAGED, store.where() + " gives back other bytes than it took", null);
            }
        } catch (IOException failure) {
            throw new StorageFailure(Reason.UNREACHABLE, "cannot read from " + store.where(), failure);
        } finally {
            store.delete(name);
        }
        OptionalLong free = store.freeBytes();
        return store.where() + " takes, gives back and removes"
                + (free.isPresent() ? ", " + free.getAsLong() + " bytes free" : "");
    }

    /** What is to be mended of the store before strangers come. */
    public static List<DeployFinding> findings(BlobStore store, MediaSettings.Store kind) {
        String subject = kind == MediaSettings.Store.S3 ? "S3_BUCKET" : "UPLOAD_DIR";
        try {
            probe(store);
            OptionalLong free = store.freeBytes();
            return free.isPresent() && free.getAsLong() < LITTLE_ROOM_BYTES
                    ? List.of(new DeployFinding(
                            "colophon.W043",
                            subject,
                            "has only " + free.getAsLong() + " bytes left for pictures and attachments",
                            "enlarge its volume, or choose another one"))
                    : List.of();
        } catch (StorageFailure failure) {
            return List.of(new DeployFinding(
                    "colophon.W042",
                    subject,
                    "takes no pictures and attachments: " + failure.getMessage(),
                    remedy(failure.reason(), kind)));
        }
    }

    private static String remedy(Reason reason, MediaSettings.Store kind) {
        boolean bucket = kind == MediaSettings.Store.S3;
        return switch (reason) {
            case DENIED ->
                bucket
                        ? "give the key S3_ACCESS_KEY the rights to read, write, list and remove below S3_PREFIX"
                        : "let the user that runs Colophon write there, for its volume may be read-only or another's";
            case FULL -> "make room there, or enlarge its volume";
            default ->
                bucket
                        ? "see that S3_ENDPOINT, S3_REGION and S3_BUCKET name a bucket that answers from here"
                        : "see that UPLOAD_DIR is a folder and that its volume is mounted";
        };
    }
}
