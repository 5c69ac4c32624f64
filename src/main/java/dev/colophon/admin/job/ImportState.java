package dev.colophon.admin.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.database.Row;
import dev.colophon.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import of some reader, without what is in the file; also as JSON.
 *
 * @param source the system whose file it is
 * @param status where it is in its life
 * @param pending rows that still wait
 */
public record ImportState(
        UUID id,
        String reader,
        String source,
        String status,
        boolean dryRun,
        int rows,
        int pending,
        Instant createdAt,
        @Nullable Instant finishedAt) {
    static final String COLUMNS =
            "j.id, u.username, j.source, j.status, j.dry_run, j.row_count, j.counts, j.created_at, j.finished_at";

    /** From a row with {@link #COLUMNS}. */
    static ImportState of(Row row) {
        JsonNode counts = Json.readTree(row.text("counts").getBytes(StandardCharsets.UTF_8));
        return new ImportState(
                row.uuid("id"),
                row.text("username"),
                row.text("source"),
                row.text("status"),
                row.bool("dry_run"),
                row.integer("row_count"),
                counts.path("pending").intValue(),
                row.instant("created_at"),
                row.instantOrNull("finished_at"));
    }
}
