package dev.colophon.shelf;

import dev.colophon.database.Session;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

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

    /**
     * What the reader says of an entry that was there before is written now, changed or not.
     *
     * @param old as it was before the change
     */
    default void restated(Session session, ShelfEntry old, ShelfEntry entry) {}

    /**
     * The reads of an entry are written; the entry itself may still be on its way.
     *
     * @param old those that it had; none when it is new
     */
    default void reread(Session session, ShelfEntry entry, List<Read> old, List<Read> changed) {}

    /** How far the reader had come in a read at some moment is noted, or corrected to this. */
    default void progressed(Session session, ShelfEntry entry, UUID read, Instant reachedAt) {}

    /** Something that was noted of a read is so no more: it was taken away, or is about to be told anew. */
    default void progressLost(Session session, ShelfEntry entry, UUID read) {}

    /**
     * Two entries of one reader become one, for their books were merged: what hangs on the one that
     * goes is to hang on the other. It is told before {@link Change#CHANGED} of the other and instead
     * of {@link Change#REMOVED}, and while each has its reads still.
     *
     * @param from the entry that goes
     * @param into the entry that stays
     * @return ids of what was moved, which {@link #separated} gets back when the merge is undone
     */
    default List<UUID> united(Session session, UUID from, UUID into) {
        return List.of();
    }

    /**
     * Two entries that were united are two again, each with its reads.
     *
     * @param from the entry that stayed
     * @param into the entry that is back, under the id it had
     * @param moved what all listeners said they moved; what is gone since is not missed
     */
    default void separated(Session session, UUID from, UUID into, List<UUID> moved) {}
}
