package dev.colophon.transfer.again;

import dev.colophon.database.connection.ConstraintViolation;
import dev.colophon.problem.Problem;
import dev.colophon.transfer.choice.FileShelves;
import dev.colophon.transfer.choice.ShelfChoice;
import dev.colophon.transfer.job.ImportJob;
import dev.colophon.transfer.job.ImportRepository;
import dev.colophon.transfer.source.SourceSystem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Begins work on a job that has ended once more, with which the worker goes on: its rows are taken again, by
 * {@link RowsAgain}, or taken back.
 */
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
        begin(trial, trial.shelves().with(choices), ImportJob.Status.PREPARING);
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
        begin(ended, ended.shelves(), ImportJob.Status.PREPARING);
    }

    /** Whether rows of an import that has ended failed for another reason than what they say. */
    public boolean isRetryable(ImportJob job) {
        return !job.dryRun()
                && job.status().isFinal()
                && job.status() != ImportJob.Status.UNDONE
                && repository.items().anyFailed(job.id());
    }

    /**
     * Takes back what an import that has ended did to the shelf, as far as nobody changed it since.
     *
     * @throws Problem of kind CONFLICT when there is nothing to take back, or while another import of the reader has
     *     not ended
     */
    public void undo(ImportJob ended) {
        if (!isUndoable(ended)) {
            throw Problem.conflict(
                    "nothing_to_undo",
                    "Only an import that has ended and changed something on your shelf can be taken back, once.");
        }
        begin(ended, ended.shelves(), ImportJob.Status.UNDOING);
    }

    /** Whether an import that has ended changed something that can be taken back. */
    public boolean isUndoable(ImportJob job) {
        return !job.dryRun()
                && job.status().isFinal()
                && job.status() != ImportJob.Status.UNDONE
                && repository.items().anyTraced(job.id());
    }

    private void begin(ImportJob ended, FileShelves shelves, ImportJob.Status next) {
        boolean begun;
        try {
            begun = repository.begin(ended, shelves, next);
        } catch (ConstraintViolation violation) {
            throw violation.type() == ConstraintViolation.Type.UNIQUE ? anotherRuns() : violation;
        }
        if (!begun) {
            throw Problem.conflict("import_changed", "The import was changed at this moment; look again.");
        }
    }

    /** What to answer while another import of the reader has not ended. */
    public static Problem anotherRuns() {
        return Problem.conflict("import_running", "Another import of yours has not ended. Wait for it, or cancel it.");
    }
}
