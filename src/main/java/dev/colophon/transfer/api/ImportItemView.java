package dev.colophon.transfer.api;

import dev.colophon.json.RawJson;
import dev.colophon.transfer.job.ImportItem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of an import on the wire. */
record ImportItemView(
        int place,
        int line,
        ImportItem.Outcome outcome,
        @Nullable String reasonCode,
        @Nullable String message,
        @Nullable UUID userbookId,
        List<UUID> candidates,
        RawJson raw) {

    static ImportItemView of(ImportItem item) {
        return new ImportItemView(
                item.place(),
                item.line(),
                item.outcome(),
                item.reasonCode(),
                item.message(),
                item.userbookId(),
                item.candidates(),
                new RawJson(item.raw()));
    }
}
