package dev.colophon.journal.pages;

import dev.colophon.journal.Note;
import dev.colophon.journal.Notes;
import dev.colophon.shelf.EntryView;
import dev.colophon.shelf.item.ItemSection;
import dev.colophon.web.Part;
import dev.colophon.web.page.Page;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The newest notes and quotes on the page of their book, and a form for another one. */
public final class NoteSection implements ItemSection {
    private static final int NOTES_SHOWN = 10;

    private final Notes notes;

    public NoteSection(Notes notes) {
        this.notes = notes;
    }

    @Override
    public Page of(UUID reader, EntryView entry) {
        Part<Note> newest = notes.ofEntry(reader, entry.id(), List.of(), NOTES_SHOWN);
        return new Page(
                "journal/pages/section.jte",
                Map.of(
                        "entry", entry.id(),
                        "cards", newest.items().stream().map(NoteCard::of).toList(),
                        "more", newest.next().isPresent()));
    }
}
