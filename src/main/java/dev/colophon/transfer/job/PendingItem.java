package dev.colophon.transfer.job;

import dev.colophon.json.StoredJson;
import dev.colophon.problem.Problem;
import dev.colophon.transfer.row.Mapping;
import org.jspecify.annotations.Nullable;

/**
 * What the worker needs of a row without an outcome.
 *
 * @param bookGroup equal for rows that may be about the same book
 * @param normal as it was stored
 * @param understood what it says; null when that was not asked for, or it breaks a rule that is newer than it
 */
public record PendingItem(
        int place, int bookGroup, String normal, @Nullable Mapping understood) {

    PendingItem(int place, int bookGroup, String normal) {
        this(place, bookGroup, normal, null);
    }

    /**
     * What a row of another system says.
     *
     * @throws Problem when it breaks a rule that is newer than it
     */
    public Mapping mapping() {
        return understood == null ? StoredJson.read(normal, Mapping.class) : understood;
    }

    /** The same with what it says, if that can be said. */
    PendingItem understand() {
        try {
            return new PendingItem(place, bookGroup, normal, mapping());
        } catch (Problem told) {
            // when it is taken
            return this;
        }
    }
}
