package dev.colophon.storage;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * Blobs under names. A name has one or more parts of letters, digits, dot, dash and underscore, joined by slashes; no
 * part begins with a dot. Any method fails with {@link StorageFailure}; a name of another form is the caller's mistake.
 */
public interface BlobStore extends AutoCloseable {
    /**
     * Begins a new blob, which nobody sees before it is committed.
     *
     * @throws StorageFailure EXISTS, at the latest by {@link BlobWriter#commit}, when there is one of that name
     */
    BlobWriter create(String name);

    /** Writes a small blob at once, in place of one of that name. */
    void replace(String name, byte[] content);

    /**
     * Reads a blob; what is cut short fails with {@link StorageFailure} or an {@code IOException} while reading.
     *
     * @throws StorageFailure MISSING
     */
    InputStream read(String name);

    /** The blobs whose names begin so, by name. */
    List<StoredBlob> list(String prefix);

    /** Removes a blob; one that is missing is no failure. */
    void delete(String name);

    /** Removes what interrupted writers left behind longer ago than this, and returns how many. */
    int sweep(Duration age);

    /** The room that is left, where the store can tell. */
    OptionalLong freeBytes();

    /**
     * Whether its place is there. Where it is not, it holds nothing, and the first blob makes it.
     *
     * @throws StorageFailure DENIED when that will fail
     */
    default boolean isThere() {
        return true;
    }

    /** What this is, for people, without a secret. */
    String where();

    @Override
    void close();
}
