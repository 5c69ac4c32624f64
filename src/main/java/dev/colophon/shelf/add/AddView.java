package dev.colophon.shelf.add;

import dev.colophon.shelf.pages.Cover;
import dev.colophon.shelf.pages.ShelfView.Choice;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the page shows, ready to be written out. */
final class AddView {
    private AddView() {}

    /** The form for a book that nobody knows, as it was sent. */
    record Typed(String title, String author, String isbn, List<Choice> statuses) {
        /** Whether somebody sent it, so that it is to be seen. */
        boolean wanted() {
            return !(title + author + isbn).isEmpty();
        }
    }

    /**
     * What was found.
     *
     * @param words as they were searched for
     * @param known books of the catalogue
     * @param found books that only others know
     * @param notices who did not answer, and why nobody was asked
     * @param sentence how much there is
     */
    record Results(
            String words,
            List<Known> known,
            List<Found> found,
            List<String> notices,
            String sentence,
            List<Choice> statuses) {
        static final Results NONE = new Results("", List.of(), List.of(), List.of(), "", List.of());

        /** Whether something was searched for and nothing found. */
        boolean isEmpty() {
            return !words.isEmpty() && known.isEmpty() && found.isEmpty();
        }
    }

    /** A book in a result; of those that only others know the cover is drawn. */
    record Book(String title, String authors, String facts, Cover cover) {}

    /**
     * @param entry on the reader's shelf; null when it is not there
     */
    record Known(UUID id, Book book, @Nullable UUID entry) {}

    /**
     * @param provider as forms send it
     */
    record Found(String provider, String providerLabel, String sourceId, Book book) {}
}
