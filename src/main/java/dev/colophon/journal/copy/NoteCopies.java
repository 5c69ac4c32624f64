package dev.colophon.journal.copy;

import dev.colophon.database.Database;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.journal.Attachment;
import dev.colophon.journal.AttachmentRepository;
import dev.colophon.journal.NoteText;
import dev.colophon.journal.Notes;
import dev.colophon.journal.copy.NoteCopy.FileCopy;
import dev.colophon.json.Json;
import dev.colophon.shelf.copy.EntryKeys.Keyed;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads the notes of entries for an export, each entry's oldest first. */
public final class NoteCopies {
    /** Before all. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final String NOTED = """
                    SELECT DISTINCT n.userbook_id FROM notes n
                    WHERE n.user_id = :user_id AND n.userbook_id IN (SELECT\s""";

    private static final Statement ENTRIES = Statement.split(
            "journal.note-copies-entries",
            NOTED + "CAST(j.value AS uuid) FROM json_array_elements_text(CAST(:ids AS json)) AS j (value))",
            NOTED + "j.value FROM json_each(:ids) j)");

    private static final Statement NOTES = Statement.of(
            "journal.note-copies",
            "SELECT " + NoteText.COLUMNS.and("id", "created_at", "updated_at").list("n") + """
                     FROM notes n WHERE n.userbook_id = :userbook_id
                      AND (n.created_at, n.id) > (:after_at, :after_id)
                    ORDER BY n.created_at, n.id LIMIT :limit
                    """);

    private static final AttachmentRepository ATTACHMENTS = new AttachmentRepository();

    private NoteCopies() {}

    /** Takes one line after the other. */
    @FunctionalInterface
    public interface Lines {
        /**
         * @param files the attachments of the note
         */
        void take(NoteCopy line, List<Attachment> files) throws IOException;
    }

    private record Written(UUID id, NoteText text, Instant createdAt, Instant updatedAt) {
        static Written of(Row row) {
            return new Written(row.uuid("id"), NoteText.of(row), row.instant("created_at"), row.instant("updated_at"));
        }
    }

    private record Part(List<Written> notes, Map<UUID, List<Attachment>> files) {}

    /** Which of the entries have any. */
    public static Set<UUID> noted(Session session, UUID reader, List<Keyed> entries) {
        List<UUID> ids = entries.stream().map(Keyed::entryId).toList();
        Parameters some = Parameters.of("user_id", reader).and("ids", Json.writeText(ids));
        return new HashSet<>(session.list(ENTRIES, row -> row.uuid("userbook_id"), some));
    }

    /** All notes of an entry. */
    public static void read(Database database, Keyed entry, Lines lines) throws IOException {
        Part part = new Part(List.of(), Map.of());
        do {
            List<Written> last = part.notes();
            Parameters next = Parameters.of("userbook_id", entry.entryId())
                    .and("after_at", last.isEmpty() ? FIRST : last.getLast().createdAt())
                    .and("after_id", last.isEmpty() ? Ids.FIRST : last.getLast().id())
                    .and("limit", Notes.MAX_PART);
            part = database.read(session -> part(session, next));
            for (Written note : part.notes()) {
                List<Attachment> files = part.files().getOrDefault(note.id(), List.of());
                lines.take(copy(entry, note, files), files);
            }
        } while (part.notes().size() == Notes.MAX_PART);
    }

    private static Part part(Session session, Parameters next) {
        List<Written> notes = session.list(NOTES, Written::of, next);
        List<UUID> ids = notes.stream().map(Written::id).toList();
        return new Part(
                notes, ATTACHMENTS.ofNotes(session, ids).stream().collect(Collectors.groupingBy(Attachment::noteId)));
    }

    private static NoteCopy copy(Keyed entry, Written note, List<Attachment> files) {
        return new NoteCopy(
                entry.key(),
                note.text(),
                note.createdAt(),
                note.updatedAt(),
                files.stream().map(FileCopy::of).toList());
    }
}
