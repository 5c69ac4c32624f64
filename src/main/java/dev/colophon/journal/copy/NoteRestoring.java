package dev.colophon.journal.copy;

import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.journal.Attachment;
import dev.colophon.journal.AttachmentRepository;
import dev.colophon.journal.Attachments;
import dev.colophon.journal.NoteText;
import dev.colophon.journal.Notes;
import dev.colophon.journal.copy.NoteCopy.FileCopy;
import dev.colophon.media.Blobs;
import dev.colophon.media.StoredFile;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.ShelfRepository;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Puts notes of an export back with their times and files; the same text of the same moment is the same note. */
public final class NoteRestoring {
    private static final Statement KNOWN = Statement.of("journal.note-restoring-known", """
                    SELECT n.id FROM notes n
                    WHERE n.userbook_id = :userbook_id AND n.created_at = :created_at
                      AND n.kind = :kind AND n.body = :body
                    ORDER BY n.id LIMIT 1
                    """);

    private static final Statement COUNT = Statement.of(
            "journal.note-restoring-count", "SELECT COUNT(*) AS notes FROM notes WHERE userbook_id = :userbook_id");

    private static final Statement INSERT = Statement.of(
            "journal.note-restoring-insert",
            NoteText.COLUMNS
                    .and("search_key", "id", "userbook_id", "user_id", "version", "created_at", "updated_at")
                    .insertInto("notes"));

    private final Blobs blobs;
    private final ShelfRepository shelves = new ShelfRepository(List.of());
    private final AttachmentRepository attachments = new AttachmentRepository();

    public NoteRestoring(Blobs blobs) {
        this.blobs = blobs;
    }

    /** A file with what the note says of it. */
    public record Given(FileCopy said, StoredFile stored) {
        private String name() {
            return said.fileName() + " " + stored.name();
        }
    }

    /**
     * Writes what is not there, inside the caller's transaction.
     *
     * @param files of the note, stored
     * @return what was missing; empty when nothing was
     * @throws Problem of kind INVALID when there would be too many notes or files, NOT_FOUND without the entry
     */
    public Optional<NoteTrace> add(Session session, UUID reader, UUID entry, NoteCopy note, List<Given> files) {
        if (shelves.lock(session, reader, entry).isEmpty()) {
            throw Problem.notFound();
        }
        Parameters same = Parameters.of("userbook_id", entry)
                .and("created_at", note.createdAt())
                .and("kind", note.text().kind())
                .and("body", note.text().body());
        Optional<UUID> known = session.first(KNOWN, row -> row.uuid("id"), same);
        UUID id = known.orElseGet(() -> insert(session, reader, entry, note));
        List<UUID> attached = attach(session, reader, id, files);
        return known.isEmpty() || !attached.isEmpty()
                ? Optional.of(new NoteTrace(id, known.isEmpty(), attached))
                : Optional.empty();
    }

    private static UUID insert(Session session, UUID reader, UUID entry, NoteCopy note) {
        long notes = session.first(COUNT, row -> row.number("notes"), Parameters.of("userbook_id", entry))
                .orElseThrow();
        if (notes >= Notes.MAX_NOTES_OF_ENTRY) {
            throw Problem.invalid("", "too_many", "A book has at most " + Notes.MAX_NOTES_OF_ENTRY + " notes.");
        }
        UUID id = Ids.next();
        session.execute(
                INSERT,
                note.text()
                        .parameters()
                        .and("id", id)
                        .and("userbook_id", entry)
                        .and("user_id", reader)
                        .and("version", 1)
                        .and("created_at", note.createdAt())
                        .and("updated_at", note.updatedAt()));
        return id;
    }

    private List<UUID> attach(Session session, UUID reader, UUID note, List<Given> files) {
        if (files.isEmpty()) {
            return List.of();
        }
        Set<String> there = attachments.ofNotes(session, List.of(note)).stream()
                .map(file -> file.fileName() + " " + file.blobName())
                .collect(Collectors.toCollection(HashSet::new));
        int before = there.size();
        List<UUID> attached = files.stream()
                .filter(file -> there.add(file.name()))
                .map(file -> attach(session, reader, note, file))
                .toList();
        if (there.size() > Math.max(before, Attachments.MAX_FILES_OF_NOTE)) {
            throw Problem.invalid("", "too_many", "A note has at most " + Attachments.MAX_FILES_OF_NOTE + " files.");
        }
        return attached;
    }

    private UUID attach(Session session, UUID reader, UUID note, Given file) {
        StoredFile stored = file.stored();
        blobs.claim(session, stored);
        var attachment = new Attachment(
                Ids.next(),
                note,
                stored.name(),
                file.said().fileName(),
                stored.mediaType(),
                stored.sizeBytes(),
                file.said().createdAt());
        attachments.insert(session, reader, attachment);
        return attachment.id();
    }
}
