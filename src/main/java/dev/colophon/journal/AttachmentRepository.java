package dev.colophon.journal;

import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The rows of attachments. Each statement that takes an id from outside takes its owner too. */
public final class AttachmentRepository {
    private static final Statement INSERT = Statement.of(
            "journal.attachment-insert", Attachment.COLUMNS.and("user_id").insertInto("attachments"));

    private static final String FIND = "SELECT " + Attachment.COLUMNS.list() + " FROM attachments WHERE ";

    private static final Statement BY_ID =
            Statement.of("journal.attachment-by-id", FIND + "id = :id AND user_id = :user_id");

    /** As many as a part of a list has, and the one that tells that another part follows. */
    private static final int MAX_NOTES = Notes.MAX_PART + 1;

    private static final Statement OF_NOTES = Statement.of(
            "journal.attachments-of-notes",
            FIND
                    + IntStream.range(0, MAX_NOTES)
                            .mapToObj(number -> ":note_" + number)
                            .collect(Collectors.joining(", ", "note_id IN (", ")"))
                    + " ORDER BY note_id, created_at, id");

    private static final Statement DELETE =
            Statement.of("journal.attachment-delete", "DELETE FROM attachments WHERE id = :id AND user_id = :user_id");

    private static final Statement COUNT = Statement.of(
            "journal.attachment-count", "SELECT COUNT(*) AS files FROM attachments WHERE note_id = :note_id");

    public void insert(Session session, UUID reader, Attachment attachment) {
        session.execute(
                INSERT,
                Parameters.of("id", attachment.id())
                        .and("note_id", attachment.noteId())
                        .and("user_id", reader)
                        .and("blob_name", attachment.blobName())
                        .and("file_name", attachment.fileName())
                        .and("media_type", attachment.mediaType())
                        .and("size_bytes", attachment.sizeBytes())
                        .and("created_at", attachment.createdAt()));
    }

    Optional<Attachment> find(Session session, UUID reader, UUID id) {
        return session.first(BY_ID, Attachment::of, key(reader, id));
    }

    /** Those of some notes, at most one more than a part of a list has, each note's oldest first. */
    public List<Attachment> ofNotes(Session session, List<UUID> notes) {
        if (notes.isEmpty()) {
            return List.of();
        }
        Parameters parameters = Parameters.none();
        for (int number = 0; number < MAX_NOTES; number++) {
            parameters.and("note_" + number, notes.get(Math.min(number, notes.size() - 1)));
        }
        return session.list(OF_NOTES, Attachment::of, parameters);
    }

    /** Whether there was one. */
    public boolean delete(Session session, UUID reader, UUID id) {
        return session.execute(DELETE, key(reader, id)) == 1;
    }

    /** How many files a note has. */
    long count(Session session, UUID note) {
        return session.first(COUNT, row -> row.number("files"), Parameters.of("note_id", note))
                .orElseThrow();
    }

    private static Parameters key(UUID reader, UUID id) {
        return Parameters.of("id", id).and("user_id", reader);
    }
}
