package dev.colophon.shelf.copy;

import dev.colophon.database.Row;
import dev.colophon.shelf.progress.Position.Unit;
import dev.colophon.shelf.progress.ReadingProgress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Progress that an import noted, as it was then; for taking it back. Kept as JSON.
 *
 * @param reachedAt as the databases keep it, in microseconds
 */
public record AddedProgress(UUID id, Unit unit, int amount, Instant reachedAt) {

    static AddedProgress of(ReadingProgress noted) {
        return new AddedProgress(
                noted.id(), noted.unit(), noted.amount(), noted.reachedAt().truncatedTo(ChronoUnit.MICROS));
    }

    /** From a row of progress. */
    public static AddedProgress of(Row row) {
        return new AddedProgress(
                row.uuid("id"), row.constant("unit", Unit.class), row.integer("amount"), row.instant("reached_at"));
    }
}
