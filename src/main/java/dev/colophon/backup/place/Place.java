package dev.colophon.backup.place;

import dev.colophon.backup.place.kept.KeptData;
import dev.colophon.database.Parameters;
import dev.colophon.database.Statement;
import dev.colophon.migration.run.MigrationTarget;
import dev.colophon.problem.StartFailure;
import java.util.List;

/**
 * A database that nobody else serves or writes to, until this is closed. New data is built beside
 * the live data and takes its place at once; what was live is kept.
 */
public interface Place extends AutoCloseable {
    /**
     * Makes an empty schema of that level beside the live data; once. Its connections see nothing else
     * and must be closed before {@link #swapIn}.
     *
     * @throws StartFailure 14 when this build does not know the level, 16 without space, 77 without
     *     the right; nothing was changed
     */
    MigrationTarget build(int level);

    /**
     * Raises what was built to the level of this build.
     *
     * @throws StartFailure as a migration; the live data is untouched
     */
    void upgrade();

    /**
     * What was built becomes live, what was live is kept. A crash leaves either.
     *
     * @param what will be seen beside the kept data
     * @throws StartFailure 15 when something stands in the way, 18 when it failed; the live data is as
     *     it was. 19 when it is done but not certain to last
     */
    void swapIn(String what);

    /** What was kept, the newest first. */
    List<KeptData> kept();

    /**
     * Kept data becomes live again, what was live is kept.
     *
     * @throws StartFailure as {@link #swapIn}; 15 when it is not kept any more
     */
    void swapBack(KeptData data);

    /**
     * Changes the live data, at once and lastingly, although nobody else can.
     *
     * @throws StartFailure 18 when it is as it was
     */
    void mark(Statement statement, Parameters parameters);

    /** Deletes kept data. */
    void forget(KeptData data);

    /** Removes what was built and not swapped in, and lets others in again. */
    @Override
    void close();
}
