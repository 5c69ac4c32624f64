package dev.colophon.media;

import dev.colophon.database.Parameters;
import dev.colophon.database.Statement;
import java.time.Instant;

/**
 * Forgets files to which nothing refers, without removing them: for data that was put in the place of other data, which
 * is kept and may refer to them still.
 */
public final class UnusedFiles {
    public static final Statement FORGET =
            Statement.of("media.blobs-forget-unused", "DELETE FROM blobs WHERE " + BlobRows.UNUSED);

    private UnusedFiles() {}

    /** What the statement needs. */
    public static Parameters at(Instant now) {
        return Parameters.of("before", now);
    }
}
