package dev.colophon.profile;

import dev.colophon.database.Columns;
import dev.colophon.database.Row;
import dev.colophon.journal.NoteText;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A note or a quote as others see it. Its files are its writer's alone.
 *
 * @param body Markdown
 * @param position where in the book, as the writer says it
 */
public record VisibleNote(
        UUID id, NoteText.Kind kind, String body, @Nullable String position, Instant createdAt) {
    static final Columns COLUMNS = Columns.of("id", "kind", "body", "position", "created_at");

    static VisibleNote of(Row row) {
        return new VisibleNote(
                row.uuid("id"),
                row.constant("kind", NoteText.Kind.class),
                row.text("body"),
                row.textOrNull("position"),
                row.instant("created_at"));
    }

    /** Where it stands in the list: newest first. */
    List<String> place() {
        return List.of(createdAt.toString(), id.toString());
    }
}
