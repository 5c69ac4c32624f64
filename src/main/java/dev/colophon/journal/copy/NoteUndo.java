package dev.colophon.journal.copy;

import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.journal.AttachmentRepository;
import dev.colophon.journal.NoteRepository;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Takes back notes and files that an import brought. */
public final class NoteUndo {
    private static final Statement NOTES = Statement.of(
            "journal.undo-notes-of-entry", "SELECT n.id, n.version FROM notes n WHERE n.userbook_id = :userbook_id");

    private static final Statement FILES = Statement.of("journal.undo-attachments-of-entry", """
                    SELECT a.id, a.note_id FROM notes n JOIN attachments a ON a.note_id = n.id
                    WHERE n.userbook_id = :userbook_id
                    """);

    private final NoteRepository notes = new NoteRepository();
    private final AttachmentRepository attachments = new AttachmentRepository();

    private record Stored(UUID id, long version) {
        static Stored of(Row row) {
            return new Stored(row.uuid("id"), row.number("version"));
        }
    }

    private record StoredFile(UUID id, UUID noteId) {
        static StoredFile of(Row row) {
            return new StoredFile(row.uuid("id"), row.uuid("note_id"));
        }
    }

    /**
     * Whether taking these notes back loses nothing that their reader wrote or attached since.
     *
     * @param whole whether the entry goes with all that hangs on it
     */
    public boolean isAsLeft(Session session, UUID entry, List<NoteTrace> traces, boolean whole) {
        Map<UUID, NoteTrace> added = traces.stream()
                .filter(NoteTrace::added)
                .collect(Collectors.toMap(NoteTrace::id, Function.identity(), (first, again) -> first));
        Parameters ofEntry = Parameters.of("userbook_id", entry);
        boolean unwritten = session.list(NOTES, Stored::of, ofEntry).stream()
                .allMatch(note -> added.containsKey(note.id()) ? note.version() == 1 : !whole);
        Set<UUID> brought = new HashSet<>();
        traces.forEach(trace -> brought.addAll(trace.attachments()));
        return unwritten
                && session.list(FILES, StoredFile::of, ofEntry).stream()
                        .filter(file -> whole || added.containsKey(file.noteId()))
                        .allMatch(file -> brought.contains(file.id()));
    }

    /** Takes them back, after {@link #isAsLeft} in the same transaction. */
    public void takeBack(Session session, UUID reader, List<NoteTrace> traces) {
        for (NoteTrace trace : traces) {
            trace.attachments().forEach(file -> attachments.delete(session, reader, file));
            if (trace.added()) {
                notes.delete(session, reader, trace.id());
            }
        }
    }
}
