package dev.colophon.transfer;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One file that a reader sent, and how far it has come.
 *
 * @param dryRun outcomes are computed and nothing is put on the shelf
 * @param rowCount rows of the file, the names and blank lines left out
 * @param counts rows by outcome; outcomes without rows are left out
 * @param notes what holds for the file as a whole, one sentence each
 * @param error why it failed, for people
 */
public record ImportJob(
        UUID id,
        UUID userId,
        Status status,
        boolean dryRun,
        int rowCount,
        Map<ImportItem.Outcome, Integer> counts,
        List<String> notes,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /** Where a job is in its life. */
    public enum Status {
        STORING,
        QUEUED,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        /** How people read it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether nothing will change any more. */
        public boolean isFinal() {
            return this == DONE || this == FAILED || this == CANCELLED;
        }
    }

    /** Rows with an outcome. */
    public int count(ImportItem.Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }
}
