package dev.colophon.shelf.copy;

import dev.colophon.database.Database;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Statement;
import dev.colophon.shelf.copy.EntryCopies.Found;
import dev.colophon.shelf.progress.Position.Unit;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Reads the progress of entries for an export, each read's oldest first. */
public final class ProgressCopies {
    /** Before all. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final int AT_ONCE = 1_000;

    private static final Statement PROGRESS = Statement.of("shelf.progress-copies", """
                    SELECT id, unit, amount, reached_at FROM progress
                    WHERE read_id = :read_id AND (reached_at, id) > (:after_at, :after_id)
                    ORDER BY reached_at, id LIMIT :limit
                    """);

    private ProgressCopies() {}

    /** Takes one line after the other. */
    @FunctionalInterface
    public interface Lines {
        void take(ProgressCopy line) throws IOException;
    }

    private record Reached(UUID id, Unit unit, int amount, Instant at) {
        static Reached of(Row row) {
            return new Reached(
                    row.uuid("id"), row.constant("unit", Unit.class), row.integer("amount"), row.instant("reached_at"));
        }
    }

    /** All progress of an entry. */
    public static void read(Database database, Found entry, Lines lines) throws IOException {
        for (Map.Entry<Integer, UUID> read : new TreeMap<>(entry.progressed()).entrySet()) {
            List<Reached> part = List.of();
            do {
                Parameters next = Parameters.of("read_id", read.getValue())
                        .and("after_at", part.isEmpty() ? FIRST : part.getLast().at())
                        .and(
                                "after_id",
                                part.isEmpty() ? Ids.FIRST : part.getLast().id())
                        .and("limit", AT_ONCE);
                part = database.read(session -> session.list(PROGRESS, Reached::of, next));
                for (Reached one : part) {
                    lines.take(
                            new ProgressCopy(entry.keyed().key(), read.getKey(), one.unit(), one.amount(), one.at()));
                }
            } while (part.size() == AT_ONCE);
        }
    }
}
