package dev.colophon.catalogue;

import dev.colophon.database.Row;
import java.util.List;

/** A book of a page and its place in the list. */
record Listed(BookSummary book, List<String> place) {
    static Listed of(Row row) {
        BookSummary book = BookSummary.of(row);
        return new Listed(
                book,
                List.of(row.text("title_key"), row.text("author_key"), book.id().toString()));
    }
}
