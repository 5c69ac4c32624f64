package dev.colophon.statistics;

import dev.colophon.database.Row;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A read that came to its end. */
record FinishedRead(
        FinishedBook book,
        @Nullable LocalDate startedOn,
        @Nullable LocalDate finishedOn) {

    /** For a SELECT whose tables are called {@code u}, {@code b} and {@code r}. */
    static final String COLUMNS = FinishedBook.COLUMNS + ", r.started_on, r.finished_on";

    static FinishedRead of(Row row) {
        return of(row, FinishedBook.of(row)).orElseThrow();
    }

    /**
     * @param book null when it is not known, and nothing comes of it
     */
    static Optional<FinishedRead> of(Row row, @Nullable FinishedBook book) {
        return Optional.ofNullable(book)
                .map(known -> new FinishedRead(known, row.dateOrNull("started_on"), row.dateOrNull("finished_on")));
    }

    UUID entry() {
        return book.entry();
    }
}
