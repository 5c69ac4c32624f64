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
final class AttachmentRepository {
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

    private static final Statement USED = Statement.of(
            "journal.attachment-bytes",
            "SELECT COALESCE(SUM(size_bytes), 0) AS bytes FROM attachments WHERE user_id = :user_id");

    private static final String READER = "SELECT id FROM users WHERE id = :user_id";

    /** One upload of a reader after the other; on SQLite a transaction that writes holds everything. */
    private static final Statement LOCK_READER =
            Statement.split("journal.reader-lock", READER + " FOR NO KEY UPDATE", READER);

    void insert(Session session, UUID reader, Attachment attachment) {
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
    List<Attachment> ofNotes(Session session, List<UUID> notes) {
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
    boolean delete(Session session, UUID reader, UUID id) {
        return session.execute(DELETE, key(reader, id)) == 1;
    }

    /** How many files a note has. */
    long count(Session session, UUID note) {
        return session.first(COUNT, row -> row.number("files"), Parameters.of("note_id", note))
                .orElseThrow();
    }

    /** How many bytes all files of a reader have. */
    long used(Session session, UUID reader) {
        return session.first(USED, row -> row.number("bytes"), Parameters.of("user_id", reader))
                .orElseThrow();
    }

    void lockReader(Session session, UUID reader) {
        session.list(LOCK_READER, row -> row.uuid("id"), Parameters.of("user_id", reader));
    }

    private static Parameters key(UUID reader, UUID id) {
        return Parameters.of("id", id).and("user_id", reader);
    }
}
