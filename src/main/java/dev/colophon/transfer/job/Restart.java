package dev.colophon.transfer.job;

import dev.colophon.database.connection.ConstraintViolation;
import dev.colophon.problem.Problem;
import dev.colophon.transfer.choice.FileShelves;
import dev.colophon.transfer.choice.ShelfChoice;
import dev.colophon.transfer.source.SourceSystem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets the rows of a job that has ended be taken once more; the worker goes on with it, by {@link RowsAgain}. */
public final class Restart {
    private final ImportRepository repository;

    public Restart(ImportRepository repository) {
        this.repository = repository;
    }

    /**
     * Makes a trial that has ended the import itself, without its file.
     *
     * @param choices what becomes of the rows of shelves of the reader's own, by their names
     * @throws Problem of kind CONFLICT when it is no such trial, when its file has more than rows, or while another
     *     import of the reader has not ended
     */
    public void apply(ImportJob trial, Map<String, @Nullable ShelfChoice> choices) {
        if (!trial.dryRun() || trial.status() != ImportJob.Status.DONE) {
            throw Problem.conflict("not_a_trial", "This is no trial that has ended; there is nothing to carry out.");
        }
        if (trial.source() == SourceSystem.COLOPHON) {
            throw Problem.conflict(
                    "file_needed",
                    "A trial keeps no attachments and covers. Send the zip once more to import it with them.");
        }
        prepare(trial, trial.shelves().with(choices));
    }

    /**
     * Lets rows be tried once more that failed for another reason than what they say.
     *
     * @throws Problem of kind CONFLICT when there are none, or while another import of the reader has not ended
     */
    public void retry(ImportJob ended) {
        if (!isRetryable(ended)) {
            throw Problem.conflict(
                    "nothing_to_retry",
                    "Only an import that has ended can be tried once more, and no row of this one failed for another"
                            + " reason than what it says.");
        }
        prepare(ended, ended.shelves());
    }

    /** Whether rows of an import that has ended failed for another reason than what they say. */
    public boolean isRetryable(ImportJob job) {
        return !job.dryRun()
                && job.status().isFinal()
                && job.status() != ImportJob.Status.UNDONE
                && repository.items().anyFailed(job.id());
    }

    private void prepare(ImportJob ended, FileShelves shelves) {
        boolean prepared;
        try {
            prepared = repository.prepare(ended, shelves);
        } catch (ConstraintViolation violation) {
            throw violation.type() == ConstraintViolation.Type.UNIQUE ? anotherRuns() : violation;
        }
        if (!prepared) {
            throw Problem.conflict("import_changed", "The import was changed at this moment; look again.");
        }
    }

    /** What to answer while another import of the reader has not ended. */
    public static Problem anotherRuns() {
        return Problem.conflict("import_running", "Another import of yours has not ended. Wait for it, or cancel it.");
    }
}
