package dev.colophon.backup.capture;

import dev.colophon.backup.format.TableLayout;
import dev.colophon.problem.StartFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** All managed tables as they were at one moment, for one thread. */
public interface Snapshot extends AutoCloseable {
    /** The level of the schema. */
    int schemaLevel();

    /** Which database it is of, such as "PostgreSQL 18.1". */
    String engine();

    /** Every managed table, ordered by name. */
    List<TableLayout> tables();

    /**
     * Writes the canonical rows of one of the tables, in their order. After a failure the snapshot can only be closed.
     * Damage of a copied file may be found as late as with the last table.
     *
     * @param canonical is left open
     * @throws IOException of {@code canonical} only
     * @throws StartFailure {@code BACKUP_INCOMPATIBLE} naming table and primary key of a row that the other database
     *     could not hold; others when the database fails
     */
    void export(TableLayout table, OutputStream canonical) throws IOException;

    /** Lets the database go on without it. */
    @Override
    void close();
}
