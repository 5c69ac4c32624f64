package dev.colophon.journal;

import dev.colophon.database.Database;
import dev.colophon.database.Ids;
import dev.colophon.database.Session;
import dev.colophon.journal.file.AttachmentType;
import dev.colophon.journal.file.CheckedFile;
import dev.colophon.media.Blobs;
import dev.colophon.media.Folder;
import dev.colophon.media.MediaSettings;
import dev.colophon.media.StoredFile;
import dev.colophon.problem.Problem;
import dev.colophon.web.answer.Download;
import dev.colophon.web.body.Upload;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/**
 * Files on a reader's notes. They are checked while they arrive, so that what is refused is never
 * stored.
 */
public final class Attachments {
    public static final int MAX_FILES_OF_NOTE = 10;

    /** A form's boundary, the heads of its parts and its token. */
    private static final long FORM_BYTES = 65_536;

    private final Database database;
    private final Clock clock;
    private final Blobs blobs;
    private final MediaSettings limits;
    private final NoteRepository notes = new NoteRepository();
    private final AttachmentRepository attachments = new AttachmentRepository();

    public Attachments(Database database, Clock clock, Blobs blobs, MediaSettings limits) {
        this.database = database;
        this.clock = clock;
        this.blobs = blobs;
        this.limits = limits;
    }

    /** The largest form with a file. */
    public long maxFormBytes() {
        return limits.maxFileBytes() + FORM_BYTES;
    }

    /** The largest file. */
    public long maxFileBytes() {
        return limits.maxFileBytes();
    }

    /**
     * For before a file is received.
     *
     * @throws Problem NOT_FOUND unless the note is the reader's, INVALID when it has all files that it may have,
     *     TOO_LARGE when the quota is used up
     */
    public void demandRoom(UUID reader, UUID note) {
        database.read(session -> demandPlace(session, reader, note));
        blobs.demandRoom(reader);
    }

    /**
     * Hangs a file on a note.
     *
     * @throws Problem INVALID for what cannot be attached, TOO_LARGE above a limit
     * @throws IOException of the upload
     */
    public Attachment attach(UUID reader, UUID note, Upload upload) throws IOException {
        if (upload.fileName().isBlank()) {
            throw Problem.invalid("file", "required", "Choose a file to attach.");
        }
        demandRoom(reader, note);
        CheckedFile checked = CheckedFile.of(upload.content());
        StoredFile stored =
                blobs.store(Folder.NOTES, checked.type().mediaType(), checked, limits.maxFileBytes(), reader);
        return database.write(session -> claim(session, reader, note, upload.fileName(), stored));
    }

    /** The note is looked at again: another upload may have come first. */
    private Attachment claim(Session session, UUID reader, UUID note, String fileName, StoredFile stored) {
        notes.lock(session, reader, note);
        demandPlace(session, reader, note);
        blobs.claim(session, stored);
        var attachment = new Attachment(
                Ids.next(), note, stored.name(), fileName, stored.mediaType(), stored.sizeBytes(), clock.instant());
        attachments.insert(session, reader, attachment);
        return attachment;
    }

    private UUID demandPlace(Session session, UUID reader, UUID note) {
        if (notes.find(session, reader, note).isEmpty()) {
            throw Problem.notFound();
        }
        if (attachments.count(session, note) >= MAX_FILES_OF_NOTE) {
            throw Problem.invalid("file", "too_many", "A note has at most " + MAX_FILES_OF_NOTE + " files.");
        }
        return note;
    }

    /**
     * One of the reader's attachments.
     *
     * @throws Problem of kind NOT_FOUND
     */
    public Attachment attachment(UUID reader, UUID id) {
        return database.read(session -> attachments.find(session, reader, id)).orElseThrow(Problem::notFound);
    }

    /**
     * The file for its owner, who closes its content.
     *
     * @throws Problem of kind NOT_FOUND
     */
    public Download download(UUID reader, UUID id) {
        Attachment file = attachment(reader, id);
        boolean text = file.mediaType().equals(AttachmentType.TEXT.mediaType());
        return new Download(
                file.fileName(),
                text ? file.mediaType() + "; charset=utf-8" : file.mediaType(),
                file.sizeBytes(),
                Optional.of(file.blobName().substring(file.blobName().indexOf('/') + 1)),
                blobs.open(file.blobName()));
    }

    /** Takes a file off its note; its bytes go some time after the last note that has them. */
    public void remove(UUID reader, UUID id) {
        boolean removed = database.write(session -> attachments.delete(session, reader, id));
        if (!removed) {
            throw Problem.notFound();
        }
    }
}
