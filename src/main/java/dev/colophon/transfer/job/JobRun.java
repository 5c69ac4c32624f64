package dev.colophon.transfer.job;

import dev.colophon.problem.Problem;

/** Work on a job that is ours, a part of it in each transaction. */
public interface JobRun {
    /** The job as it stands after the last part. */
    ImportJob job();

    /**
     * Works on the next part.
     *
     * @return whether there may be more to do
     * @throws Problem of kind UNAVAILABLE when the database is away; try again later
     */
    boolean step();
}
