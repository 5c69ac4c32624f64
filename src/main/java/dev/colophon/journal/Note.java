package dev.colophon.journal;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.colophon.catalogue.BookSummary;
import dev.colophon.database.Columns;
import dev.colophon.database.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A note or a quote with its book, as the API shows it to its owner.
 *
 * @param userbookId the shelf entry that it hangs on
 * @param text in JSON not an object of its own
 * @param attachments oldest first
 */
public record Note(
        UUID id,
        UUID userbookId,
        BookSummary book,
        @JsonUnwrapped NoteText text,
        List<Attachment> attachments,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** What is selected of {@code notes n}. */
    static final Columns ROW = NoteText.COLUMNS.and("id", "userbook_id", "version", "created_at", "updated_at");

    /** Of {@code notes n} and {@code books b}. */
    static final String COLUMNS = BookSummary.COLUMNS + ", " + ROW.list("n");

    /** Without its attachments. */
    static Note of(Row row) {
        return new Note(
                row.uuid("id"),
                row.uuid("userbook_id"),
                BookSummary.of(row),
                NoteText.of(row),
                List.of(),
                row.number("version"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }

    Note with(List<Attachment> files) {
        return new Note(id, userbookId, book, text, files, version, createdAt, updatedAt);
    }

    /** Where it stands in every list: newest first. */
    List<String> place() {
        return List.of(createdAt.toString(), id.toString());
    }
}
