package dev.colophon.shelf.item;

import dev.colophon.shelf.pages.ShelfView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the page of one book on the shelf shows; the texts may be empty. */
record ItemView(
        ShelfView.Entry entry,
        List<ShelfView.Choice> formats,
        String condition,
        String review,
        String privateNote,
        List<String> reads,
        List<Fact> facts,
        @Nullable String notice) {

    /** One line about the book, such as its publisher. */
    record Fact(String name, String value) {}
}
