package dev.colophon.journal.copy;

import dev.colophon.journal.Attachment;
import dev.colophon.journal.NoteText;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A line about a note or a quote in an export.
 *
 * @param book the key of the entry's book
 * @param attachments oldest first
 */
public record NoteCopy(UUID book, NoteText text, Instant createdAt, Instant updatedAt, List<FileCopy> attachments) {

    public NoteCopy {
        Objects.requireNonNull(book);
        Objects.requireNonNull(text);
        Objects.requireNonNull(createdAt);
        Objects.requireNonNull(updatedAt);
        attachments = List.copyOf(attachments);
    }

    /**
     * A file that hangs on it.
     *
     * @param sha256 of its bytes, by which it is found among the files of the export
     */
    public record FileCopy(String fileName, String mediaType, long sizeBytes, String sha256, Instant createdAt) {
        public FileCopy {
            Objects.requireNonNull(fileName);
            Objects.requireNonNull(sha256);
            Objects.requireNonNull(createdAt);
        }

        static FileCopy of(Attachment file) {
            String hash = file.blobName().substring(file.blobName().indexOf('/') + 1);
            return new FileCopy(file.fileName(), file.mediaType(), file.sizeBytes(), hash, file.createdAt());
        }
    }
}
