package dev.colophon.transfer.again;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.database.Row;
import dev.colophon.json.StoredJson;
import dev.colophon.transfer.copy.CopyRow;
import dev.colophon.transfer.job.ImportItem;
import dev.colophon.transfer.job.RowTrace;
import dev.colophon.transfer.row.Mapping;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row that changed something.
 *
 * @param entryId null once its reader has removed the entry
 * @param normal what was understood of it
 */
record TracedRow(
        int place, ImportItem.Outcome outcome, @Nullable UUID entryId, String normal, RowTrace trace) {

    static TracedRow of(Row row) {
        return new TracedRow(
                row.integer("place"),
                row.constant("outcome", ImportItem.Outcome.class),
                row.uuidOrNull("userbook_id"),
                row.text("normal"),
                RowTrace.read(row.text("undo")));
    }

    boolean hasAddedBook() {
        return trace.entry() != null && trace.entry().bookAdded();
    }

    /** What it said of its book. */
    BookDraft book() {
        return CopyRow.of(normal)
                .map(CopyRow::book)
                .orElseGet(() -> StoredJson.read(normal, Mapping.class).draft().book());
    }
}
