package dev.colophon.transfer.source;

import dev.colophon.transfer.bookwyrm.BookWyrmRow;
import dev.colophon.transfer.calibre.CalibreRow;
import dev.colophon.transfer.goodreads.GoodreadsRow;
import dev.colophon.transfer.hardcover.HardcoverRow;
import dev.colophon.transfer.librarything.LibraryThingRow;
import dev.colophon.transfer.openlibrary.OpenLibraryRow;
import dev.colophon.transfer.openreads.OpenreadsRow;
import dev.colophon.transfer.row.RowMapper;
import dev.colophon.transfer.storygraph.StoryGraphRow;
import dev.colophon.transfer.table.IsbnListRow;
import dev.colophon.transfer.table.TableRowMapper;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Systems whose exports are read, told by the names of their columns and never by the name of a file. */
public enum SourceSystem {
    HARDCOVER("Hardcover", new HardcoverRow(), 1, "hardcover book id", "hardcover edition id"),
    STORYGRAPH("StoryGraph", new StoryGraphRow(), 2, "isbn/uid", "read status", "star rating", "last date read"),
    LIBRARYTHING(
            "LibraryThing",
            new LibraryThingRow(),
            2,
            "sort character",
            "primary author",
            "entry date",
            "books_id",
            "primaryauthor",
            "entrydate"),
    BOOKWYRM("BookWyrm", new BookWyrmRow(), 2, "author_text", "remote_id", "librarything_key", "review_cw"),
    OPENREADS("Openreads", new OpenreadsRow(), 2, "book_format", "readings", "my_review", "olid"),
    OPEN_LIBRARY("Open Library", new OpenLibraryRow(), 3, "work id", "edition id", "bookshelf"),
    CALIBRE("Calibre", new CalibreRow(), 2, "author_sort", "title_sort", "library_name", "series_index"),
    GOODREADS(
            "Goodreads",
            new GoodreadsRow(),
            3,
            "book id",
            "author l-f",
            "my rating",
            "date read",
            "date added",
            "bookshelves",
            "exclusive shelf",
            "private notes"),
    /** Any table whose reader says what its columns are. */
    TABLE("Table", new TableRowMapper(), Integer.MAX_VALUE),
    /** Known by its first line, for it has one column alone. */
    ISBN_LIST("List of ISBNs", new IsbnListRow(), Integer.MAX_VALUE),
    /** Exports of our own, which are no table. */
    COLOPHON("Colophon", null, Integer.MAX_VALUE);

    private final String label;
    private final @Nullable RowMapper mapper;
    private final int enough;
    private final Set<String> signs;

    SourceSystem(String label, @Nullable RowMapper mapper, int enough, String... signs) {
        this.label = label;
        this.mapper = mapper;
        this.enough = enough;
        this.signs = Set.copyOf(List.of(signs));
    }

    /** The name people know. */
    public String label() {
        return label;
    }

    /** How the API spells it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the rows of its tables mean. */
    RowMapper mapper() {
        return Objects.requireNonNull(mapper);
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

    /** All by their names, for people. */
    static String labels() {
        return Stream.of(values())
                .filter(system -> system != TABLE)
                .map(SourceSystem::label)
                .collect(Collectors.joining(", "));
    }
}
