package dev.colophon.transfer.job;

import dev.colophon.journal.copy.NoteTrace;
import dev.colophon.json.StoredJson;
import dev.colophon.shelf.copy.AddedProgress;
import dev.colophon.shelf.intake.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a row did, for taking it back; at most one of the three. Kept as JSON with the row.
 *
 * @param entry to the entry itself
 * @param note to a note on it
 * @param progress to the progress of one of its reads
 */
public record RowTrace(
        @Nullable Trace entry,
        @Nullable NoteTrace note,
        @Nullable List<AddedProgress> progress) {

    /** Null when the entry was left as it was. */
    public static @Nullable RowTrace of(@Nullable Trace entry) {
        return entry == null ? null : new RowTrace(entry, null, null);
    }

    public static RowTrace of(NoteTrace note) {
        return new RowTrace(null, note, null);
    }

    public static RowTrace of(List<AddedProgress> progress) {
        return new RowTrace(null, null, List.copyOf(progress));
    }

    /** The trace that was stored with a row. */
    public static RowTrace read(String stored) {
        return StoredJson.read(stored, RowTrace.class);
    }
}
