package dev.colophon.transfer.job;

import dev.colophon.transfer.choice.FileShelves;
import dev.colophon.transfer.source.SourceSystem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One file that a reader sent, and how far it has come.
 *
 * @param source who wrote the file
 * @param dryRun outcomes are computed and nothing is put on the shelf
 * @param rowCount rows of the file, the names and blank lines left out
 * @param counts rows by outcome; outcomes without rows are left out
 * @param notes what holds for the file as a whole, one sentence each
 * @param shelves of the file, with what its reader chose for them
 * @param error why it failed, for people
 */
public record ImportJob(
        UUID id,
        UUID userId,
        SourceSystem source,
        Status status,
        boolean dryRun,
        int rowCount,
        Map<ImportItem.Outcome, Integer> counts,
        List<String> notes,
        FileShelves shelves,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /** Where a job is in its life. */
    public enum Status {
        STORING,
        /** Rows of it become pending again, for it is tried once more or a trial becomes the import. */
        PREPARING,
        QUEUED,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED,
        UNDOING,
        UNDONE;

        /** How people read it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether nothing will change any more. */
        public boolean isFinal() {
            return this == DONE || this == FAILED || this == CANCELLED || this == UNDONE;
        }
    }

    /** The same with other counts. */
    public ImportJob with(Map<ImportItem.Outcome, Integer> changed) {
        return new ImportJob(
                id,
                userId,
                source,
                status,
                dryRun,
                rowCount,
                Map.copyOf(changed),
                notes,
                shelves,
                error,
                createdAt,
                finishedAt);
    }

    /** Rows with an outcome. */
    public int count(ImportItem.Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    /** Rows by the name of each outcome, in their order; those without rows too. */
    public Map<String, Integer> countsByLabel() {
        Map<String, Integer> all = new LinkedHashMap<>();
        for (ImportItem.Outcome outcome : ImportItem.Outcome.values()) {
            all.put(outcome.label(), count(outcome));
        }
        return all;
    }
}
