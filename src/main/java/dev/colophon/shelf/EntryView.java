package dev.colophon.shelf;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.colophon.catalogue.BookSummary;
import dev.colophon.database.Row;
import dev.colophon.json.RawJson;
import dev.colophon.shelf.progress.ReadingProgress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a shelf with its book and reads, as the API shows it to its owner.
 *
 * @param facts in JSON not an object of its own
 * @param tags an array of names
 * @param progress the latest of the open read
 * @param reads oldest first
 */
public record EntryView(
        UUID id,
        BookSummary book,
        Status status,
        @JsonUnwrapped EntryFacts facts,
        @Nullable Instant reviewedAt,
        RawJson tags,
        Instant statusChangedAt,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable ReadingProgress progress,
        List<Read> reads) {

    /** Of {@code userbooks u}, {@code books b} and {@link ReadingProgress#JOIN}. */
    static final String COLUMNS = BookSummary.COLUMNS
            + ", "
            + ShelfEntry.CHANGING.and("id", "created_at", "updated_at").list("u")
            + ReadingProgress.JOINED
            + Read.GATHERED;

    static EntryView of(Row row) {
        return new EntryView(
                row.uuid("id"),
                BookSummary.of(row),
                row.constant("status", Status.class),
                EntryFacts.of(row),
                row.instantOrNull("reviewed_at"),
                new RawJson(row.text("tag_names")),
                row.instant("status_changed_at"),
                row.number("version"),
                row.instant("created_at"),
                row.instant("updated_at"),
                ReadingProgress.joined(row).orElse(null),
                Read.gathered(row));
    }

    /** The same without book, reads and progress. */
    ShelfEntry entry(UUID owner) {
        return new ShelfEntry(
                id,
                owner,
                book.id(),
                status,
                facts,
                List.of(tags.as(String[].class)),
                reviewedAt,
                statusChangedAt,
                version);
    }

    /** The same with the facts that were written since. */
    EntryView with(ShelfEntry written, Instant now) {
        return new EntryView(
                id,
                book,
                status,
                written.facts(),
                written.reviewedAt(),
                tags,
                statusChangedAt,
                written.version(),
                createdAt,
                now,
                progress,
                reads);
    }

    /** The read that is under way. */
    public Optional<Read> open() {
        return reads.stream().filter(Read::isOpen).findFirst();
    }
}
