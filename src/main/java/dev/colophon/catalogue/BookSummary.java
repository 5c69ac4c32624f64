package dev.colophon.catalogue;

import dev.colophon.database.Columns;
import dev.colophon.database.Row;
import dev.colophon.json.RawJson;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A book in a list. */
public record BookSummary(
        UUID id,
        String title,
        @Nullable String subtitle,
        RawJson contributors,
        RawJson series,
        @Nullable String isbn13,
        @Nullable String publishedOn,
        @Nullable Integer pageCount,
        @Nullable String language) {

    /** For a SELECT whose table of books is called {@code b}. */
    public static final String COLUMNS = "b.id AS book_id, "
            + Columns.of("title", "subtitle", "contributors", "series", "isbn13")
                    .and("published_on", "page_count", "language")
                    .list("b");

    public static BookSummary of(Row row) {
        return new BookSummary(
                row.uuid("book_id"),
                row.text("title"),
                row.textOrNull("subtitle"),
                new RawJson(row.text("contributors")),
                new RawJson(row.text("series")),
                row.textOrNull("isbn13"),
                row.textOrNull("published_on"),
                row.integerOrNull("page_count"),
                row.textOrNull("language"));
    }

    /** The names of those who wrote it, in the order of the title page. */
    public List<String> authors() {
        return Stream.of(contributors.as(BookDraft.Contributor[].class))
                .filter(contributor -> contributor.role() == BookDraft.Role.AUTHOR)
                .map(BookDraft.Contributor::name)
                .toList();
    }
}
