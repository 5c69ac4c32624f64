package dev.colophon.transfer;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file and what became of it.
 *
 * @param place its place in the job; rows about the same book stand together
 * @param line where it starts in the file
 * @param bookGroup equal for rows that may be about the same book
 * @param raw the row as it is in the file, canonical JSON
 * @param normal what was understood of it, JSON of {@link Mapping}
 * @param userbookId the entry on the shelf, if there is one
 * @param reasonCode stable, for programs; null while pending
 * @param message the same for people
 */
public record ImportItem(
        int place,
        int line,
        int bookGroup,
        String raw,
        String normal,
        Outcome outcome,
        @Nullable UUID userbookId,
        @Nullable String reasonCode,
        @Nullable String message) {

    /** What became of a row. */
    public enum Outcome {
        PENDING,
        CREATED,
        UPDATED,
        UNCHANGED,
        NEEDS_REVIEW,
        SKIPPED,
        FAILED;

        /** How the API, metrics and files spell it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
