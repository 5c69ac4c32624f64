package dev.colophon.catalogue;

import dev.colophon.database.Columns;
import dev.colophon.database.Row;
import dev.colophon.json.RawJson;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A book of the catalogue.
 *
 * @param createdBy the member who added it and may change it, unless their account is gone
 * @param version counts its changes
 */
public record Book(UUID id, BookDraft facts, @Nullable UUID createdBy, long version) {
    /** The scheme of the identifier under which an export of ours names a book: its id where it was first exported. */
    public static final String EXPORT_KEY = "colophon";

    /** What is said of a book; each is a column of that name. */
    static final Columns FACTS = Columns.of(
            "title",
            "subtitle",
            "contributors",
            "series",
            "isbn10",
            "isbn13",
            "identifiers",
            "publisher",
            "published_on",
            "original_year",
            "page_count",
            "duration_seconds",
            "language",
            "description");

    /** Of {@code books b}. */
    /** For a SELECT whose table of books is called {@code b}. */
    public static final String COLUMNS =
            "b.id AS book_id, " + FACTS.and("version", "created_by").list("b");

    /** From a row with {@link #COLUMNS}. */
    public static Book of(Row row) {
        BookDraft said = BookDraft.titled(row.text("title"), facts -> {
            facts.subtitle = row.textOrNull("subtitle");
            facts.contributors = List.of(array(row, "contributors", BookDraft.Contributor[].class));
            facts.series = List.of(array(row, "series", BookDraft.SeriesPosition[].class));
            facts.isbn10 = row.textOrNull("isbn10");
            facts.isbn13 = row.textOrNull("isbn13");
            facts.identifiers = identifiers(row);
            facts.publisher = row.textOrNull("publisher");
            facts.publishedOn = row.textOrNull("published_on");
            facts.originalYear = row.integerOrNull("original_year");
            facts.pageCount = row.integerOrNull("page_count");
            facts.durationSeconds = row.integerOrNull("duration_seconds");
            facts.language = row.textOrNull("language");
            facts.description = row.textOrNull("description");
        });
        return new Book(row.uuid("book_id"), said, row.uuidOrNull("created_by"), row.number("version"));
    }

    private static <T> T[] array(Row row, String column, Class<T[]> type) {
        return new RawJson(row.text(column)).as(type);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> identifiers(Row row) {
        return new RawJson(row.text("identifiers")).as(Map.class);
    }
}
