package dev.colophon.transfer.job;

import dev.colophon.problem.Problem;
import java.util.concurrent.TimeUnit;

/** Work on a job that is ours, a part of it in each transaction. */
public interface JobRun {
    /** How long a part may take: it holds SQLite's only writer, and others wait for that 1.5 s at most. */
    long PART_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(200);

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
