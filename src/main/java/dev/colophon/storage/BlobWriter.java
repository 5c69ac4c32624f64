package dev.colophon.storage;

import java.io.OutputStream;

/**
 * The bytes of a new blob. Closed without {@link #commit} it leaves nothing behind. Writing fails with {@link
 * StorageFailure} too; after a failure nothing can be done but to close it.
 */
public abstract class BlobWriter extends OutputStream {
    /**
     * Makes the blob visible, whole and lasting; nothing may be written afterwards.
     *
     * @throws StorageFailure when it is not; then nothing of it is visible
     */
    public abstract void commit();

    @Override
    public abstract void close();
}
