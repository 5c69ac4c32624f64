package dev.colophon.catalogue;

import dev.colophon.database.Columns;
import dev.colophon.database.Row;
import dev.colophon.json.RawJson;
import dev.colophon.media.picture.Pictures;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A book in a list. The ids behind its names are in {@link BookView} alone: they would cost more than all the rest
 * of a row.
 *
 * @param contributors an array of {@link BookDraft.Contributor}
 * @param series an array of {@link BookDraft.SeriesPosition}
 * @param coverSmall hash of the picture that is at most 160 pixels wide
 * @param coverLarge hash of the one that is at most 600 pixels wide
 */
public record BookSummary(
        UUID id,
        String title,
        @Nullable String subtitle,
        RawJson contributors,
        RawJson series,
        @Nullable String isbn13,
        @Nullable String publishedOn,
        @Nullable Integer pageCount,
        @Nullable Integer durationSeconds,
        @Nullable String language,
        @Nullable String coverSmall,
        @Nullable String coverLarge) {

    /** The pictures of {@code books b}: two names, the small one's first. */
    static final String COVER = """
            , CASE WHEN b.cover_id IS NULL THEN NULL ELSE (
                SELECT p.small || ' ' || p.large FROM pictures p WHERE p.id = b.cover_id) END AS cover
            """;

    /** For a SELECT whose table of books is called {@code b}. */
    public static final String COLUMNS = "b.id AS book_id, "
            + Columns.of("title", "subtitle", "contributors", "series", "isbn13")
                    .and("published_on", "page_count", "duration_seconds", "language")
                    .list("b")
            + COVER;

    public static BookSummary of(Row row) {
        String cover = row.textOrNull("cover");
        return new BookSummary(
                row.uuid("book_id"),
                row.text("title"),
                row.textOrNull("subtitle"),
                new RawJson(row.text("contributors")),
                new RawJson(row.text("series")),
                row.textOrNull("isbn13"),
                row.textOrNull("published_on"),
                row.integerOrNull("page_count"),
                row.integerOrNull("duration_seconds"),
                row.textOrNull("language"),
                smallCover(cover),
                largeCover(cover));
    }

    /** The hash of a picture, of a row that was read with {@link #COVER}. */
    static @Nullable String smallCover(@Nullable String cover) {
        return cover == null ? null : Pictures.sha256(cover.substring(0, cover.indexOf(' ')));
    }

    static @Nullable String largeCover(@Nullable String cover) {
        return cover == null ? null : Pictures.sha256(cover.substring(cover.indexOf(' ') + 1));
    }

    public List<BookDraft.SeriesPosition> volumes() {
        return List.of(series.as(BookDraft.SeriesPosition[].class));
    }

    /** The names of those who wrote it, in the order of the title page. */
    public List<String> authors() {
        return Stream.of(contributors.as(BookDraft.Contributor[].class))
                .filter(contributor -> contributor.role() == BookDraft.Role.AUTHOR)
                .map(BookDraft.Contributor::name)
                .toList();
    }
}
