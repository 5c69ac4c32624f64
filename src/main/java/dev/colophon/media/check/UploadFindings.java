package dev.colophon.media.check;

import dev.colophon.media.MediaSettings.Store;
import dev.colophon.settings.deploy.DeployFinding;
import dev.colophon.storage.BlobStore;
import dev.colophon.storage.StorageFailure;
import dev.colophon.storage.StorageFailure.Reason;
import java.util.List;
import java.util.OptionalLong;

/** What is to be mended of the store of files before strangers come. */
public final class UploadFindings {
    /** Below it a folder counts as nearly full. */
    private static final long LITTLE_ROOM_BYTES = 1L << 30;

    private UploadFindings() {}

    /** None when all is well. */
    public static List<DeployFinding> of(BlobStore store, Store kind) {
        String subject = kind == Store.S3 ? "S3_BUCKET" : "UPLOAD_DIR";
        try {
            UploadProbe.run(store);
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

    private static String remedy(Reason reason, Store kind) {
        boolean bucket = kind == Store.S3;
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
