package dev.colophon.journal.pages;

import dev.colophon.journal.Note;
import dev.colophon.journal.NoteText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A note as pages show it.
 *
 * @param entry the shelf entry of its book
 * @param html safe to be written out as it is
 * @param position such as {@code Page 210}; may be empty
 * @param name what a link to it is called for who cannot see where it stands
 */
record NoteCard(
        UUID id,
        UUID entry,
        String bookTitle,
        boolean quote,
        String html,
        String position,
        String when,
        String name,
        List<FileLink> files) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final Pattern PAGE_NUMBER = Pattern.compile("[0-9]+([-–][0-9]+)?");

    static NoteCard of(Note note) {
        NoteText text = note.text();
        boolean quote = text.kind() == NoteText.Kind.QUOTE;
        String position = position(text.position() == null ? "" : text.position());
        String when = day(note.createdAt());
        return new NoteCard(
                note.id(),
                note.userbookId(),
                note.book().title(),
                quote,
                Markdown.html(text.body()),
                position,
                when,
                (quote ? "quote" : "note") + " of " + when + (position.isEmpty() ? "" : ", " + position),
                note.attachments().stream().map(FileLink::of).toList());
    }

    private static String position(String said) {
        return PAGE_NUMBER.matcher(said).matches() ? "Page " + said : said;
    }

    private static String day(Instant time) {
        return DAY.format(time.atOffset(ZoneOffset.UTC));
    }
}
