package dev.colophon.catalogue.care;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That two books were made one, as an admin sees it.
 *
 * @param removedBookId the id that the book has again once this is undone
 * @param mergedBy null when that account is gone
 */
public record BookMerge(
        UUID id,
        UUID keptBookId,
        String keptTitle,
        UUID removedBookId,
        String removedTitle,
        @Nullable UUID mergedBy,
        Instant mergedAt,
        @Nullable Instant undoneAt) {}
