package dev.colophon.journal.copy;

import java.util.List;
import java.util.UUID;

/**
 * What a restored note brought, for taking it back. Kept as JSON.
 *
 * @param added whether the note was not there before
 * @param attachments that were hung on it
 */
public record NoteTrace(UUID id, boolean added, List<UUID> attachments) {
    public NoteTrace {
        attachments = List.copyOf(attachments);
    }
}
