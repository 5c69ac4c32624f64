package dev.colophon.shelf;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.colophon.database.Columns;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.problem.Problem;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a book; also as JSON. It is open until it has an outcome; unknown days are null.
 *
 * @param finishedOn the day it ended, whatever the outcome; never before the start
 */
public record Read(
        UUID id,
        @Nullable LocalDate startedOn,
        @Nullable LocalDate finishedOn,
        @Nullable Outcome outcome,
        Source source) {

    /** What can change. */
    static final Columns CHANGING = Columns.of("started_on", "finished_on", "outcome", "source");

    static final Columns COLUMNS = CHANGING.and("id");

    /** The reads of {@code userbooks u} in one column, so that an entry needs no second query for them. */
    public static final String GATHERED = """
            , (SELECT string_agg(CAST(r.id AS text) || ',' || coalesce(CAST(r.started_on AS text), '') || ','
                    || coalesce(CAST(r.finished_on AS text), '') || ',' || coalesce(r.outcome, '') || ','
                    || r.source, ' ')
                FROM reads r WHERE r.userbook_id = u.id) AS gathered_reads
            """;

    /** Oldest first: reads without days, then by their last known day, the open one at the end. */
    static final Comparator<Read> OLDEST_FIRST = Comparator.comparing(Read::isOpen)
            .thenComparing(Read::lastDay, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Read::id);

    public Read {
        if (outcome == null && finishedOn != null) {
            throw Problem.invalid("/outcome", "required", "A read that ended needs an outcome: finished or dnf.");
        }
        if (startedOn != null && finishedOn != null && finishedOn.isBefore(startedOn)) {
            throw Problem.invalid("/finished_on", "before_start", "A read cannot end before it was started.");
        }
    }

    /** How a read ended. */
    public enum Outcome {
        FINISHED,
        DNF
    }

    /** Where a read came from. */
    public enum Source {
        MANUAL,
        IMPORT
    }

    public static Read opened(@Nullable LocalDate startedOn, Source source) {
        return new Read(Ids.next(), startedOn, null, null, source);
    }

    static Read of(Row row) {
        return new Read(
                row.uuid("id"),
                row.dateOrNull("started_on"),
                row.dateOrNull("finished_on"),
                row.constantOrEmpty("outcome", Outcome.class).orElse(null),
                row.constant("source", Source.class));
    }

    /** From a row with {@link #GATHERED}, oldest first. */
    public static List<Read> gathered(Row row) {
        String all = row.textOrNull("gathered_reads");
        return all == null
                ? List.of()
                : Stream.of(all.split(" "))
                        .map(Read::parse)
                        .sorted(OLDEST_FIRST)
                        .toList();
    }

    private static Read parse(String text) {
        String[] values = text.split(",");
        return new Read(
                UUID.fromString(values[0]),
                date(values[1]),
                date(values[2]),
                values[3].isEmpty() ? null : Outcome.valueOf(values[3].toUpperCase(Locale.ROOT)),
                Source.valueOf(values[4].toUpperCase(Locale.ROOT)));
    }

    private static @Nullable LocalDate date(String text) {
        return text.isEmpty() ? null : LocalDate.parse(text);
    }

    Parameters parameters() {
        return Parameters.of("id", id)
                .and("started_on", startedOn)
                .and("finished_on", finishedOn)
                .and("outcome", outcome)
                .and("source", source);
    }

    public Read closed(Outcome how, @Nullable LocalDate on) {
        return new Read(id, startedOn, on, how, source);
    }

    @JsonIgnore
    public boolean isOpen() {
        return outcome == null;
    }

    private static @Nullable LocalDate lastDay(Read read) {
        return read.finishedOn != null ? read.finishedOn : read.startedOn;
    }
}
