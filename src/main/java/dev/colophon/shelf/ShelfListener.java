package dev.colophon.shelf;

import dev.colophon.database.Session;

/**
 * Hears of each change of an entry, inside the transaction that makes it: what it throws rolls the
 * change back, and what it writes is committed with the change or not at all. It must be quick, for
 * meanwhile nobody else can write to SQLite.
 */
@FunctionalInterface
public interface ShelfListener {
    /** What became of an entry. */
    enum Change {
        /** It is on the shelf now. */
        ADDED,
        /** Its facts, status, tags, reads or progress are others. */
        CHANGED,
        /** It is about to go, with all that hangs on it. */
        REMOVED
    }

    /**
     * @param entry as it is after the change; one that is removed as it was
     */
    void changed(Session session, Change change, ShelfEntry entry);
}
