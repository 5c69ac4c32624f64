package dev.colophon.journal.pages;

import dev.colophon.journal.Note;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Texts;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A note as pages show it to its writer.
 *
 * @param entry the shelf entry of its book
 */
record NoteCard(UUID id, UUID entry, String bookTitle, WrittenText text, Instant written, List<FileLink> files) {

    static NoteCard of(Note note) {
        return new NoteCard(
                note.id(),
                note.userbookId(),
                note.book().title(),
                WrittenText.of(
                        note.text().kind(), note.text().body(), note.text().position()),
                note.createdAt(),
                note.attachments().stream().map(FileLink::of).toList());
    }

    /** What a link to it is called for who cannot see where it stands. */
    String name(Dates dates) {
        Texts texts = dates.texts();
        String day = dates.day(written);
        if (text.position().isEmpty()) {
            return texts.text(text.quote() ? "journal.card.quote" : "journal.card.note", day);
        }
        return texts.text(text.quote() ? "journal.card.quote_at" : "journal.card.note_at", day, text.place(texts));
    }
}
