package dev.colophon.statistics;

import dev.colophon.database.Row;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A read that came to its end. */
record FinishedRead(
        FinishedBook book,
        @Nullable LocalDate startedOn,
        @Nullable LocalDate finishedOn) {

    /** For a SELECT whose tables are called {@code u}, {@code b} and {@code r}. */
    static final String COLUMNS = FinishedBook.COLUMNS + ", r.started_on, r.finished_on";

    /** Reads the rows of one query; those of a book that was read again and again share what is known of it. */
    static Function<Row, FinishedRead> mapper() {
        Map<UUID, FinishedBook> books = new HashMap<>();
        return row -> new FinishedRead(
                books.computeIfAbsent(row.uuid("entry_id"), entry -> FinishedBook.of(entry, row)),
                row.dateOrNull("started_on"),
                row.dateOrNull("finished_on"));
    }

    UUID entry() {
        return book.entry();
    }
}
