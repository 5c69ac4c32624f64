package dev.colophon.transfer.again;

import dev.colophon.database.Database;
import dev.colophon.transfer.job.ImportJob;
import dev.colophon.transfer.job.ImportRepository;

/**
 * Makes rows of a job pending once more, a bounded number in each transaction: all that were understood when a trial
 * becomes the import, else those that failed. Whoever takes the job over begins anew, for which it makes no
 * difference how far another came.
 */
public final class RowsAgain {
    private final Database database;
    private final ImportRepository repository;
    private final ImportJob job;
    private int after = -1;

    public RowsAgain(Database database, ImportRepository repository, ImportJob job) {
        this.database = database;
        this.repository = repository;
        this.job = job;
    }

    /** How far it has come. */
    public enum Step {
        MORE,
        READY,
        NOT_OURS
    }

    /** Goes on with the next rows; the job runs as an import once nothing is left. */
    public Step step() {
        return database.write(session -> {
            if (!repository.renew(session, job.id())) {
                return Step.NOT_OURS;
            }
            if (after >= job.rowCount() - 1) {
                repository.prepared(session, job.id());
                return Step.READY;
            }
            repository.items().again(session, job.id(), !job.dryRun(), after);
            after += ImportRepository.ROWS_PER_COMMIT;
            return Step.MORE;
        });
    }
}
