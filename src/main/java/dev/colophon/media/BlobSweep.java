package dev.colophon.media;

import dev.colophon.database.Database;
import dev.colophon.database.Session;
import dev.colophon.storage.BlobStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Removes files that no row refers to a day after they were last given. Only what the table of blobs names is touched,
 * so that a folder or bucket may hold other things as well.
 */
final class BlobSweep {
    static final Duration GRACE = Duration.ofDays(1);
    private static final int PAGE = 100;

    private final Database database;
    private final BlobStore store;
    private final InstantSource clock;

    BlobSweep(Database database, BlobStore store, InstantSource clock) {
        this.database = database;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Sweeps all there is to sweep, and what interrupted writers left.
     *
     * @return how many files
     * @throws dev.colophon.storage.StorageFailure of the first that could not be removed; it stays for the next time
     */
    int run() {
        Instant before = clock.instant().minus(GRACE);
        database.write(session -> BlobRows.deleteUnusedPictures(session, before));
        int swept = 0;
        List<String> names = find(before);
        while (!names.isEmpty()) {
            int removed = 0;
            for (String name : names) {
                removed += remove(name, before) ? 1 : 0;
            }
            swept += removed;
            // what another server took or a reader gave again is no reason to go round forever
            names = removed == 0 ? List.of() : find(before);
        }
        store.sweep(GRACE);
        return swept;
    }

    private List<String> find(Instant before) {
        return database.read(session -> BlobRows.findUnused(session, before, PAGE));
    }

    /** The row is held until the bytes are gone: whoever gives them again waits, and then stores them anew. */
    private boolean remove(String name, Instant before) {
        return database.write(session -> removeHeld(session, name, before));
    }

    private boolean removeHeld(Session session, String name, Instant before) {
        boolean unused = BlobRows.deleteUnused(session, name, before);
        if (unused) {
            store.delete(name);
        }
        return unused;
    }
}
