package dev.colophon.shelf.union;

import dev.colophon.shelf.Read;
import dev.colophon.shelf.ShelfEntry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two entries as they were before they became one; stored as JSON.
 *
 * @param version that the one entry has while nobody changes it
 * @param progress ids of what was noted in the open read of the entry that went, where both had one
 * @param moved ids of what listeners moved
 */
record UnionRecord(Half into, Half from, Instant createdAt, long version, List<UUID> progress, List<UUID> moved) {

    /** One of the two. */
    record Half(ShelfEntry entry, List<Read> reads, List<Tagged> tags) {
        @Nullable
        Read openRead() {
            return reads.stream().filter(Read::isOpen).findFirst().orElse(null);
        }
    }

    /**
     * @param position inside the tag's list, if it is known
     */
    record Tagged(UUID tagId, @Nullable Integer position) {}
}
