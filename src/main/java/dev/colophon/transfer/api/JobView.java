package dev.colophon.transfer.api;

import dev.colophon.transfer.choice.FileShelves;
import dev.colophon.transfer.job.ImportJob;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An import on the wire. */
record JobView(
        UUID id,
        String source,
        ImportJob.Status status,
        boolean dryRun,
        int rows,
        Map<String, Integer> counts,
        List<String> notes,
        Map<String, Integer> statuses,
        List<FileShelves.OwnShelf> shelves,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    static JobView of(ImportJob job) {
        return new JobView(
                job.id(),
                job.source().code(),
                job.status(),
                job.dryRun(),
                job.rowCount(),
                job.countsByLabel(),
                job.notes(),
                job.shelves().statuses(),
                job.shelves().own(),
                job.error(),
                job.createdAt(),
                job.finishedAt());
    }
}
