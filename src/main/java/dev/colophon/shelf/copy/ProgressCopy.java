package dev.colophon.shelf.copy;

import dev.colophon.shelf.progress.Position.Unit;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A line about progress in an export.
 *
 * @param book the key of the entry's book
 * @param read the place of the read among those of the entry, from 0
 */
public record ProgressCopy(UUID book, int read, Unit unit, int amount, Instant reachedAt) {
    public ProgressCopy {
        Objects.requireNonNull(book);
        Objects.requireNonNull(unit);
        Objects.requireNonNull(reachedAt);
    }
}
