package dev.colophon.catalogue;

import dev.colophon.database.Row;
import dev.colophon.json.RawJson;
import dev.colophon.text.TextKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A book as the API shows it. */
public record BookView(
        UUID id,
        String title,
        @Nullable String subtitle,
        List<Credit> contributors,
        List<Volume> series,
        @Nullable String isbn10,
        @Nullable String isbn13,
        RawJson identifiers,
        @Nullable String publisher,
        @Nullable String publishedOn,
        @Nullable Integer originalYear,
        @Nullable Integer pageCount,
        @Nullable Integer durationSeconds,
        @Nullable String language,
        @Nullable String description,
        @Nullable String coverSmall,
        @Nullable String coverLarge,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** The ids behind the names of {@code books b}, in tables of their own; in the same query, not one a row. */
    private static final String IDS = """
            , CASE WHEN b.contributors = '[]' THEN NULL ELSE (
                SELECT string_agg(CAST(w.author_id AS text) || CAST(w.ordinal AS text), ' ')
                FROM book_authors w WHERE w.book_id = b.id) END AS contributor_ids,
            CASE WHEN b.series = '[]' THEN NULL ELSE (
                SELECT string_agg(CAST(n.id AS text) || n.name_key, '\n')
                FROM book_series w JOIN series n ON n.id = w.series_id WHERE w.book_id = b.id) END AS series_ids
            """;

    private static final int ID_LENGTH = 36;

    /**
     * Somebody on the title page.
     *
     * @param id of the author's page
     */
    public record Credit(@Nullable UUID id, String name, BookDraft.Role role) {}

    /**
     * The place of a book in a series.
     *
     * @param id of the page of the series
     * @param position as printed, such as {@code 1}, {@code 0.8} or {@code 1-3}
     */
    public record Volume(
            @Nullable UUID id, String name, @Nullable String position) {}

    static final String COLUMNS = "b.id AS book_id, "
            + Book.FACTS.and("version", "created_at", "updated_at").list("b") + IDS + BookSummary.COVER;

    static BookView of(Row row) {
        String cover = row.textOrNull("cover");
        return new BookView(
                row.uuid("book_id"),
                row.text("title"),
                row.textOrNull("subtitle"),
                credits(row),
                volumes(row),
                row.textOrNull("isbn10"),
                row.textOrNull("isbn13"),
                new RawJson(row.text("identifiers")),
                row.textOrNull("publisher"),
                row.textOrNull("published_on"),
                row.integerOrNull("original_year"),
                row.integerOrNull("page_count"),
                row.integerOrNull("duration_seconds"),
                row.textOrNull("language"),
                row.textOrNull("description"),
                BookSummary.smallCover(cover),
                BookSummary.largeCover(cover),
                row.number("version"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }

    /** Of a row that was read with {@link #IDS}. */
    private static List<Credit> credits(Row row) {
        BookDraft.Contributor[] names = new RawJson(row.text("contributors")).as(BookDraft.Contributor[].class);
        Map<String, UUID> byOrdinal = ids(row.textOrNull("contributor_ids"), " ");
        List<Credit> credits = new ArrayList<>(names.length);
        for (int index = 0; index < names.length; index++) {
            UUID id = byOrdinal.get(Integer.toString(index));
            credits.add(new Credit(id, names[index].name(), names[index].role()));
        }
        return List.copyOf(credits);
    }

    /** Of a row that was read with {@link #IDS}. */
    private static List<Volume> volumes(Row row) {
        BookDraft.SeriesPosition[] names = new RawJson(row.text("series")).as(BookDraft.SeriesPosition[].class);
        Map<String, UUID> byKey = ids(row.textOrNull("series_ids"), "\n");
        List<Volume> volumes = new ArrayList<>(names.length);
        for (BookDraft.SeriesPosition one : names) {
            volumes.add(new Volume(byKey.get(TextKey.of(one.name())), one.name(), one.position()));
        }
        return List.copyOf(volumes);
    }

    /** Ids by what follows each of them. */
    private static Map<String, UUID> ids(@Nullable String text, String separator) {
        Map<String, UUID> ids = new HashMap<>();
        for (String one : text == null ? new String[0] : text.split(separator)) {
            ids.put(one.substring(ID_LENGTH), UUID.fromString(one.substring(0, ID_LENGTH)));
        }
        return ids;
    }
}
