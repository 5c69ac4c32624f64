package dev.colophon.catalogue;

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
    static final String COLUMNS = BookView.COLUMNS + ", b.created_by";

    static Book of(Row row) {
        var facts = new BookDraft(
                row.text("title"),
                row.textOrNull("subtitle"),
                List.of(array(row, "contributors", BookDraft.Contributor[].class)),
                List.of(array(row, "series", BookDraft.SeriesPosition[].class)),
                row.textOrNull("isbn10"),
                row.textOrNull("isbn13"),
                identifiers(row),
                row.textOrNull("publisher"),
                row.textOrNull("published_on"),
                row.integerOrNull("original_year"),
                row.integerOrNull("page_count"),
                row.textOrNull("language"),
                row.integerOrNull("duration_seconds"),
                row.textOrNull("description"));
        return new Book(row.uuid("book_id"), facts, row.uuidOrNull("created_by"), row.number("version"));
    }

    private static <T> T[] array(Row row, String column, Class<T[]> type) {
        return new RawJson(row.text(column)).as(type);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> identifiers(Row row) {
        return new RawJson(row.text("identifiers")).as(Map.class);
    }
}
