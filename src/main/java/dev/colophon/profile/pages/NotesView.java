package dev.colophon.profile.pages;

import dev.colophon.journal.pages.WrittenText;
import dev.colophon.profile.VisibleNote;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reader wrote down about a book, as others see it.
 *
 * @param nextHref of the older ones; null at the end
 */
record NotesView(List<One> notes, @Nullable String nextHref) {

    record One(String id, WrittenText text, Instant written) {
        static One of(VisibleNote note) {
            return new One(
                    note.id().toString(), WrittenText.of(note.kind(), note.body(), note.position()), note.createdAt());
        }
    }

    static NotesView of(List<VisibleNote> notes, @Nullable String nextHref) {
        return new NotesView(notes.stream().map(One::of).toList(), nextHref);
    }
}
