package dev.colophon.transfer.goodreads;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Systems whose files are told by the names of their columns; so far only Goodreads is read. */
enum SourceSystem {
    HARDCOVER("Hardcover", 1, "hardcover book id", "hardcover edition id"),
    STORYGRAPH("StoryGraph", 2, "isbn/uid", "read status", "star rating", "last date read"),
    LIBRARYTHING("LibraryThing", 2, "sort character", "primary author", "entry date"),
    BOOKWYRM("BookWyrm", 2, "author_text", "remote_id", "librarything_key", "review_cw"),
    OPENREADS("Openreads", 2, "book_format", "readings", "my_review", "olid"),
    OPEN_LIBRARY("Open Library", 3, "work id", "edition id", "bookshelf"),
    CALIBRE("Calibre", 2, "author_sort", "title_sort", "library_name", "series_index"),
    GOODREADS(
            "Goodreads",
            3,
            "book id",
            "author l-f",
            "my rating",
            "date read",
            "date added",
            "bookshelves",
            "exclusive shelf",
            "private notes");

    private final String label;
    private final int enough;
    private final Set<String> signs;

    SourceSystem(String label, int enough, String... signs) {
        this.label = label;
        this.enough = enough;
        this.signs = Set.copyOf(List.of(signs));
    }

    /** The name people know. */
    String label() {
        return label;
    }

    /** Whose export has such columns; the names are in lower case. */
    static Optional<SourceSystem> of(Collection<String> columns) {
        for (SourceSystem system : values()) {
            if (columns.stream().filter(system.signs::contains).count() >= system.enough) {
                return Optional.of(system);
            }
        }
        return Optional.empty();
    }
}
