package dev.colophon.catalogue;

import dev.colophon.database.Columns;
import dev.colophon.database.Row;
import dev.colophon.json.RawJson;
import dev.colophon.media.picture.Pictures;
import dev.colophon.text.TextKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A book in a list.
 *
 * @param coverSmall hash of the picture that is at most 160 pixels wide
 * @param coverLarge hash of the one that is at most 600 pixels wide
 */
public record BookSummary(
        UUID id,
        String title,
        @Nullable String subtitle,
        List<Credit> contributors,
        List<Volume> series,
        @Nullable String isbn13,
        @Nullable String publishedOn,
        @Nullable Integer pageCount,
        @Nullable String language,
        @Nullable String coverSmall,
        @Nullable String coverLarge) {

    /** The pictures of {@code books b}. */
    static final String COVER = """
            , (SELECT p.small FROM pictures p WHERE p.id = b.cover_id) AS cover_small,
            (SELECT p.large FROM pictures p WHERE p.id = b.cover_id) AS cover_large
            """;

    /** The ids behind the names of {@code books b}, in tables of their own; in the same query, not one a row. */
    static final String IDS = """
            , CASE WHEN b.contributors = '[]' THEN NULL ELSE (
                SELECT string_agg(CAST(w.author_id AS text) || CAST(w.ordinal AS text), ' ')
                FROM book_authors w WHERE w.book_id = b.id) END AS contributor_ids,
            CASE WHEN b.series = '[]' THEN NULL ELSE (
                SELECT string_agg(CAST(n.id AS text) || n.name_key, '\n')
                FROM book_series w JOIN series n ON n.id = w.series_id WHERE w.book_id = b.id) END AS series_ids
            """;

    /** For a SELECT whose table of books is called {@code b}. */
    public static final String COLUMNS = "b.id AS book_id, "
            + Columns.of("title", "subtitle", "contributors", "series", "isbn13")
                    .and("published_on", "page_count", "language")
                    .list("b")
            + IDS
            + COVER;

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

    public static BookSummary of(Row row) {
        return new BookSummary(
                row.uuid("book_id"),
                row.text("title"),
                row.textOrNull("subtitle"),
                credits(row),
                volumes(row),
                row.textOrNull("isbn13"),
                row.textOrNull("published_on"),
                row.integerOrNull("page_count"),
                row.textOrNull("language"),
                cover(row, "cover_small"),
                cover(row, "cover_large"));
    }

    /** The hash of a picture, of a row that was read with {@link #COVER}. */
    static @Nullable String cover(Row row, String column) {
        String name = row.textOrNull(column);
        return name == null ? null : Pictures.sha256(name);
    }

    /** Of a row that was read with {@link #IDS}. */
    static List<Credit> credits(Row row) {
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
    static List<Volume> volumes(Row row) {
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

    /** The names of those who wrote it, in the order of the title page. */
    public List<String> authors() {
        return contributors.stream()
                .filter(contributor -> contributor.role() == BookDraft.Role.AUTHOR)
                .map(Credit::name)
                .toList();
    }
}
