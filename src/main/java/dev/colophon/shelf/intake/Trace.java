package dev.colophon.shelf.intake;

import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.Read;
import dev.colophon.shelf.ShelfEntry;
import dev.colophon.shelf.Standing;
import dev.colophon.shelf.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an intake did to an entry, for taking it back. Kept as JSON.
 *
 * @param version of the entry after it
 * @param bookAdded whether the catalogue had no such book before
 * @param before what there was; null when the entry is new
 */
public record Trace(
        long version, boolean bookAdded, @Nullable Before before) {

    /** An entry as it was. */
    public record Before(
            long version,
            Status status,
            EntryFacts facts,
            List<String> tags,
            @Nullable Instant reviewedAt,
            Instant statusChangedAt,
            List<Read> reads) {

        public Before {
            tags = List.copyOf(tags);
            reads = List.copyOf(reads);
        }

        Standing standing() {
            return new Standing(status, reads);
        }
    }

    static Trace created(long version, boolean bookAdded) {
        return new Trace(version, bookAdded, null);
    }

    /** Of an entry that was changed after it was read so. */
    static Trace changed(ShelfEntry entry, Standing standing) {
        return new Trace(
                entry.version() + 1,
                false,
                new Before(
                        entry.version(),
                        entry.status(),
                        entry.facts(),
                        entry.tags(),
                        entry.reviewedAt(),
                        entry.statusChangedAt(),
                        standing.reads()));
    }

    /** Whether this came directly after another one, with no change of somebody's between. */
    boolean follows(Trace earlier) {
        return before != null && before.version() == earlier.version();
    }
}
