package dev.colophon.shelf;

import dev.colophon.database.Database;
import dev.colophon.database.Statement;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/** How many books of a shelf have each status, from the index alone. */
public final class StatusCounts {
    private static final Statement COUNTS = Statement.of("shelf.status-counts", """
                    SELECT status, COUNT(*) AS books FROM userbooks
                    WHERE user_id = ? GROUP BY status
                    """);

    private final Database database;

    public StatusCounts(Database database) {
        this.database = database;
    }

    /** A status that no book has is there with zero. */
    public Map<Status, Long> of(UUID userId) {
        Map<Status, Long> counts = new EnumMap<>(Status.class);
        for (Status status : Status.values()) {
            counts.put(status, 0L);
        }
        database.read(session -> session.list(
                        COUNTS, row -> Map.entry(row.constant("status", Status.class), row.number("books")), userId))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }
}
