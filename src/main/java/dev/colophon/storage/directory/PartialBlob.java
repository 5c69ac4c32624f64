package dev.colophon.storage.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.UUID;

/**
 * What becomes a blob: a file beside it, so on the same disk.
 *
 * @param what is being tried, for the message of a failure
 */
record PartialBlob(Path file, Path blob, Path root, String what) {
    /** Begins with a dot, which no blob does. */
    static final String PREFIX = ".partial-";

    static PartialBlob of(Path blob, Path root, String what) {
        return new PartialBlob(blob.resolveSibling(PREFIX + UUID.randomUUID()), blob, root, what);
    }

    Path folder() {
        return Objects.requireNonNull(file.getParent(), "a blob is below its root");
    }

    /** Makes it the blob, unless there is one. */
    void giveName() throws IOException {
        NewNames.give(file, blob, root);
        try {
            Folders.flush(folder(), root);
        } catch (IOException failure) {
            // nobody was told that it is there, and so it must not be
            Folders.discard(blob);
            throw failure;
        }
    }

    /** Makes it the blob in place of one that may be there. */
    void takeName() throws IOException {
        Files.move(file, blob, StandardCopyOption.ATOMIC_MOVE);
        Folders.flush(folder(), root);
    }
}
