package dev.colophon.journal.pages;

import dev.colophon.journal.Note;
import dev.colophon.web.page.Page;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The page of one note.
 *
 * @param action where its form goes
 * @param book the address of the book's page
 * @param note as it is stored; null for one that is not yet
 * @param other shown beside the form when it differs from what the form began with
 */
record NoteSheet(
        NoteForm form,
        String action,
        String book,
        @Nullable Note note,
        @Nullable NoteCard other) {

    /** For a note that is not stored yet. */
    static NoteSheet of(UUID entry, NoteForm form) {
        return new NoteSheet(form, "/shelf/" + entry + "/notes", "/shelf/" + entry, null, null);
    }

    static NoteSheet of(Note note, NoteForm form) {
        return new NoteSheet(form, "/notes/" + note.id(), "/shelf/" + note.userbookId(), note, null);
    }

    List<FileLink> files() {
        return note == null
                ? List.of()
                : note.attachments().stream().map(FileLink::of).toList();
    }

    NoteSheet inConflict() {
        return new NoteSheet(form, action, book, note, note == null ? null : NoteCard.of(note));
    }

    /**
     * @param error what is wrong with the form; empty when nothing is
     */
    Page page(String error) {
        return new Page("journal/pages/note.jte", Map.of("sheet", this, "error", error));
    }
}
