package dev.colophon.media.check;

import dev.colophon.storage.BlobStore;
import dev.colophon.storage.StorageFailure;
import dev.colophon.storage.StorageFailure.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.UUID;

/** Tries whether files can be kept. */
public final class UploadProbe {
    private static final byte[] SAMPLE = {1};

    private UploadProbe() {}

    /**
     * Writes a blob, reads it and removes it; a folder that is missing stays so.
     *
     * @return what was found, as a sentence for people
     * @throws StorageFailure when files could not be stored or read now
     */
    public static String run(BlobStore store) {
        if (!store.isThere()) {
            return store.where() + " is not there yet; the first file makes it";
        }
        // a name of its own, for a server may check at this moment
        String name = "check-" + UUID.randomUUID();
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
}
