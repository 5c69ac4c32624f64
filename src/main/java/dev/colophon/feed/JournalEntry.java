package dev.colophon.feed;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.colophon.account.audience.Visibility;
import dev.colophon.database.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the reader's own journal.
 *
 * @param noteId the note or quote that it is about
 * @param visibility never wider than that of the book on the shelf and of the note
 */
public record JournalEntry(
        @JsonUnwrapped Event event, @Nullable UUID noteId, Visibility visibility, long version, Instant updatedAt) {

    static JournalEntry of(Row row) {
        return new JournalEntry(
                Event.of(row),
                row.uuidOrNull("note_id"),
                row.constant("visibility", Visibility.class),
                row.number("version"),
                row.instant("updated_at"));
    }

    Remark remark() {
        return new Remark(event.comment(), visibility);
    }
}
