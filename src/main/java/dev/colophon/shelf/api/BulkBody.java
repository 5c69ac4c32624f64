package dev.colophon.shelf.api;

import dev.colophon.problem.Problem;
import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.Status;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change of several entries as callers send it; exactly one is said, and a format of null is one. */
record BulkBody(
        @Nullable List<@Nullable UUID> ids,
        @Nullable Status status,
        @Nullable LocalDate on,
        @Nullable String addTag,
        @Nullable String removeTag,
        @Nullable Format format,
        @Nullable Boolean remove) {

    List<UUID> entries() {
        List<UUID> all = new ArrayList<>();
        for (UUID id : ids == null ? List.<@Nullable UUID>of() : ids) {
            if (id == null) {
                throw Problem.invalid("/ids/" + all.size(), "type", "The id of an entry is expected, not null.");
            }
            all.add(id);
        }
        return all;
    }
}
