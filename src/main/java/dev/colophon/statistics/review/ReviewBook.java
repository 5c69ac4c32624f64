package dev.colophon.statistics.review;

import dev.colophon.catalogue.BookSummary;
import dev.colophon.database.Row;
import dev.colophon.shelf.Rating;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A book that was finished in the year. */
public record ReviewBook(
        UUID entry, BookSummary book, @Nullable Rating rating, LocalDate finishedOn) {

    /** For a SELECT whose tables are called {@code u}, {@code b} and {@code r}. */
    static final String COLUMNS = BookSummary.COLUMNS + ", u.id AS entry_id, u.rating, r.finished_on";

    static ReviewBook of(Row row) {
        return new ReviewBook(
                row.uuid("entry_id"),
                BookSummary.of(row),
                Rating.of(row.integerOrNull("rating")),
                row.date("finished_on"));
    }

    int quarters() {
        return rating == null ? 0 : rating.quarters();
    }
}
