package dev.colophon.shelf.progress;

import dev.colophon.database.Columns;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.shelf.progress.Position.Unit;
import dev.colophon.text.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a reader had come so far in a read, as it is stored and as the API shows it.
 *
 * @param percent how much of the book that is, rounded down; null if the book's length is unknown
 */
public record ReadingProgress(
        UUID id,
        UUID readId,
        Unit unit,
        int amount,
        @Nullable Integer percent,
        Instant reachedAt) {

    /** Leaves 48 bits: enough, and exact in every client's numbers. */
    private static final int VERSION_SHIFT = 16;

    /** The open read {@code o} of {@code userbooks u}, and its latest progress {@code p}; few entries have one. */
    public static final String JOIN = """
             LEFT JOIN reads o ON o.userbook_id = u.id AND o.outcome IS NULL
             LEFT JOIN progress p ON p.id = CASE WHEN o.id IS NULL THEN NULL ELSE (
                SELECT l.id FROM progress l WHERE l.read_id = o.id
                ORDER BY l.reached_at DESC, l.id DESC LIMIT 1) END
            """;

    /** For a SELECT with that join and the book. */
    public static final String JOINED = ", p.id AS progress_id, "
            + Columns.of("read_id", "unit", "amount", "reached_at").list("p");

    /** From a row with {@link #JOINED}; empty when nothing is open or noted. */
    public static Optional<ReadingProgress> joined(Row row) {
        UUID id = row.uuidOrNull("progress_id");
        return id == null ? Optional.empty() : Optional.of(of(row, id));
    }

    static ReadingProgress of(Row row, UUID id) {
        var position = new Position(row.constant("unit", Unit.class), row.integer("amount"));
        return of(id, row.uuid("read_id"), position, Length.of(row), row.instant("reached_at"));
    }

    static ReadingProgress of(UUID id, UUID readId, Position position, Length length, Instant reachedAt) {
        return new ReadingProgress(id, readId, position.unit(), position.amount(), length.percent(position), reachedAt);
    }

    /** Stands for what is noted; another position or time has another one. */
    public long version() {
        byte[] said = (unit + " " + amount + " " + reachedAt).getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.wrap(Hash.digest().digest(said)).getLong() >>> VERSION_SHIFT;
    }

    Parameters parameters() {
        return Parameters.of("id", id)
                .and("read_id", readId)
                .and("unit", unit)
                .and("amount", amount)
                .and("reached_at", reachedAt);
    }
}
