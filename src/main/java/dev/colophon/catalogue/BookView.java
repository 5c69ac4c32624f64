package dev.colophon.catalogue;

import dev.colophon.database.Row;
import dev.colophon.json.RawJson;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A book as the API shows it. */
public record BookView(
        UUID id,
        String title,
        @Nullable String subtitle,
        List<BookSummary.Credit> contributors,
        List<BookSummary.Volume> series,
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

    static final String COLUMNS = "b.id AS book_id, "
            + Book.FACTS.and("version", "created_at", "updated_at").list("b") + BookSummary.IDS + BookSummary.COVER;

    static BookView of(Row row) {
        return new BookView(
                row.uuid("book_id"),
                row.text("title"),
                row.textOrNull("subtitle"),
                BookSummary.credits(row),
                BookSummary.volumes(row),
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
                BookSummary.cover(row, "cover_small"),
                BookSummary.cover(row, "cover_large"),
                row.number("version"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }
}
