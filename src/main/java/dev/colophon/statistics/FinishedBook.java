package dev.colophon.statistics;

import dev.colophon.catalogue.BookDraft.Contributor;
import dev.colophon.catalogue.BookDraft.Role;
import dev.colophon.database.Row;
import dev.colophon.json.StoredJson;
import dev.colophon.shelf.EntryFacts.Format;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A book on a shelf that was read to its end, with what of it counts.
 *
 * @param rating in quarters of a star
 * @param published the year in which the book came out first, or else this edition; before our era negative
 */
record FinishedBook(
        UUID entry,
        String title,
        @Nullable Integer rating,
        @Nullable Format format,
        @Nullable Integer pages,
        @Nullable Integer durationSeconds,
        @Nullable String language,
        @Nullable Integer published,
        List<String> authors,
        List<String> tags) {

    /** For a SELECT whose tables are called {@code u} and {@code b}. */
    static final String COLUMNS = "u.id AS entry_id, u.rating, u.format, u.tag_names, b.title, b.page_count,"
            + " b.duration_seconds, b.language, b.original_year, b.published_on, b.contributors";

    static FinishedBook of(Row row) {
        return new FinishedBook(
                row.uuid("entry_id"),
                row.text("title"),
                row.integerOrNull("rating"),
                row.constantOrEmpty("format", Format.class).orElse(null),
                row.integerOrNull("page_count"),
                row.integerOrNull("duration_seconds"),
                row.textOrNull("language"),
                published(row.integerOrNull("original_year"), row.textOrNull("published_on")),
                authors(row.text("contributors")),
                List.of(StoredJson.read(row.text("tag_names"), String[].class)));
    }

    private static @Nullable Integer published(@Nullable Integer original, @Nullable String edition) {
        return original != null || edition == null ? original : Integer.valueOf(edition.substring(0, 4));
    }

    private static List<String> authors(String contributors) {
        return Stream.of(StoredJson.read(contributors, Contributor[].class))
                .filter(one -> one.role() == Role.AUTHOR)
                .map(Contributor::name)
                .distinct()
                .toList();
    }

    /** What was heard counts in minutes and not in pages. */
    private boolean isHeard() {
        return format == Format.AUDIOBOOK;
    }

    /** Pages that were read; 0 when it was heard or nobody knows. */
    int pagesRead() {
        return isHeard() || pages == null ? 0 : pages;
    }

    /** Minutes that were heard; 0 when it was read or nobody knows. */
    int minutesHeard() {
        return isHeard() && durationSeconds != null ? durationSeconds / 60 : 0;
    }

    /** Whether nobody knows how long it was. */
    boolean isWithoutLength() {
        return isHeard() ? durationSeconds == null : pages == null;
    }
}
