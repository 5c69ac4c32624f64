package dev.colophon.shelf;

import dev.colophon.database.Ids;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.intake.ShelfDraft.Outcome;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a book. It is open until it has an outcome; unknown days are null.
 *
 * @param finishedOn the day it ended, whatever the outcome; never before the start
 */
public record Read(
        UUID id,
        @Nullable LocalDate startedOn,
        @Nullable LocalDate finishedOn,
        @Nullable Outcome outcome,
        Source source) {

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

    /** Where a read came from. */
    public enum Source {
        MANUAL,
        IMPORT
    }

    public static Read opened(@Nullable LocalDate startedOn, Source source) {
        return new Read(Ids.next(), startedOn, null, null, source);
    }

    public Read closed(Outcome how, @Nullable LocalDate on) {
        return new Read(id, startedOn, on, how, source);
    }

    public boolean isOpen() {
        return outcome == null;
    }

    private static @Nullable LocalDate lastDay(Read read) {
        return read.finishedOn != null ? read.finishedOn : read.startedOn;
    }
}
