package dev.colophon.media;

import dev.colophon.settings.variable.Default;
import dev.colophon.settings.variable.Group;
import dev.colophon.settings.variable.Purpose;
import dev.colophon.settings.variable.Type;
import dev.colophon.settings.variable.Values;
import dev.colophon.settings.variable.Variable;
import dev.colophon.storage.StorageSettings;
import java.nio.file.Path;

/**
 * Where files of readers are kept and how large they may be.
 *
 * @param directory of the store DIR
 * @param quotaBytes of all files of one reader
 */
public record MediaSettings(Store store, Path directory, long maxFileBytes, long quotaBytes) {
    private static final long GIBIBYTE = 1L << 30;

    /** Kinds of places. */
    public enum Store {
        DIR,
        S3
    }

    public static final Group<MediaSettings> GROUP = new Group<>("Uploads", Purpose.DATABASE, MediaSettings::of);

    private static final Variable<Store> UPLOAD_STORE = GROUP.declare(
            "UPLOAD_STORE",
            Type.choice(Store.class),
            Default.of("dir"),
            "where pictures and attachments are kept: dir is the folder UPLOAD_DIR, s3 the bucket of S3_*, which"
                    + " several servers need unless they share the folder",
            "s3");

    private static final Variable<Path> UPLOAD_DIR = GROUP.declare(
            "UPLOAD_DIR",
            Type.path(),
            Default.of("./uploads"),
            "folder of pictures and attachments; as worth keeping as the database",
            "/srv/colophon/uploads");

    private static final Variable<Long> MAX_FILE_SIZE = GROUP.declare(
            "MAX_FILE_SIZE",
            Type.largeNumber(1, GIBIBYTE),
            Default.of("10485760"),
            "bytes of one picture or attachment; above it nothing is stored",
            "10485760");

    private static final Variable<Long> UPLOAD_QUOTA_BYTES = GROUP.declare(
            "UPLOAD_QUOTA_BYTES",
            Type.largeNumber(1, GIBIBYTE << 20),
            Default.of("1073741824"),
            "bytes of all pictures and attachments that one reader gave; above it no more are taken. What is removed"
                    + " within a day of giving it counts until that day is over",
            "1073741824");

    private static MediaSettings of(Values values) {
        if (values.get(UPLOAD_STORE) == Store.S3) {
            StorageSettings.require(values, "when UPLOAD_STORE is s3");
        }
        return new MediaSettings(
                values.get(UPLOAD_STORE),
                values.path(values.get(UPLOAD_DIR)),
                values.get(MAX_FILE_SIZE),
                values.get(UPLOAD_QUOTA_BYTES));
    }
}
