package dev.colophon.journal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.colophon.database.Columns;
import dev.colophon.database.Row;
import java.time.Instant;
import java.util.UUID;

/**
 * A file that hangs on a note, as the API shows it to its owner.
 *
 * @param blobName where its bytes are
 * @param fileName as the reader's computer calls it, for people only
 * @param mediaType what it is, by its bytes
 */
public record Attachment(
        UUID id,
        @JsonIgnore UUID noteId,
        @JsonIgnore String blobName,
        String fileName,
        String mediaType,
        long sizeBytes,
        Instant createdAt) {

    static final Columns COLUMNS =
            Columns.of("id", "note_id", "blob_name", "file_name", "media_type", "size_bytes", "created_at");

    static Attachment of(Row row) {
        return new Attachment(
                row.uuid("id"),
                row.uuid("note_id"),
                row.text("blob_name"),
                row.text("file_name"),
                row.text("media_type"),
                row.number("size_bytes"),
                row.instant("created_at"));
    }
}
