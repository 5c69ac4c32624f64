package dev.colophon.journal.pages;

import dev.colophon.journal.Note;
import dev.colophon.journal.NoteText;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A note as pages show it.
 *
 * @param entry the shelf entry of its book
 * @param html safe to be written out as it is
 * @param beginning of a long text, which is folded behind it; empty for one that is shown at once
 * @param position as its reader says it, such as {@code 210}; may be empty
 */
record NoteCard(
        UUID id,
        UUID entry,
        String bookTitle,
        boolean quote,
        String html,
        String beginning,
        String position,
        Instant written,
        List<FileLink> files) {
    /** About what fits a screen. */
    private static final int MAX_UNFOLDED = 1_500;

    private static final int BEGINNING = 280;
    private static final Pattern PAGE_NUMBER = Pattern.compile("[0-9]+([-–][0-9]+)?");

    static NoteCard of(Note note) {
        NoteText text = note.text();
        boolean quote = text.kind() == NoteText.Kind.QUOTE;
        String html = Markdown.html(text.body());
        boolean folded = text.body().length() > MAX_UNFOLDED;
        return new NoteCard(
                note.id(),
                note.userbookId(),
                note.book().title(),
                quote,
                html,
                folded ? Markdown.beginning(html, BEGINNING) : "",
                Objects.requireNonNullElse(text.position(), ""),
                note.createdAt(),
                note.attachments().stream().map(FileLink::of).toList());
    }

    /** Where in the book it belongs, such as {@code Page 210}; may be empty. */
    String place(Texts texts) {
        return PAGE_NUMBER.matcher(position).matches() ? texts.text("journal.card.page", position) : position;
    }

    /** What a link to it is called for who cannot see where it stands. */
    String name(Dates dates) {
        Texts texts = dates.texts();
        String day = dates.day(written);
        if (position.isEmpty()) {
            return texts.text(quote ? "journal.card.quote" : "journal.card.note", day);
        }
        return texts.text(quote ? "journal.card.quote_at" : "journal.card.note_at", day, place(texts));
    }
}
