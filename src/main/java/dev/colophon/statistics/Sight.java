package dev.colophon.statistics;

import dev.colophon.database.Parameters;
import dev.colophon.people.Reach;
import java.util.UUID;

/**
 * Whose reads are counted, and how much of them whoever looks may see. What is beyond that is not counted at all, so
 * that no number tells of it.
 */
public record Sight(UUID owner, Reach reach) {
    /** Of a reader who looks at their own. */
    public static Sight own(UUID reader) {
        return new Sight(reader, Reach.ALL);
    }

    boolean isWhole() {
        return reach == Reach.ALL;
    }

    /** For a statement with {@code :owner_id} and {@code :reach}. */
    public Parameters parameters() {
        return Parameters.of("owner_id", owner).and("reach", reach.ordinal());
    }
}
