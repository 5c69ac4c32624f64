package dev.colophon.database;

import dev.colophon.database.connection.PoolState;
import java.util.List;
import java.util.OptionalLong;

/**
 * What {@code colophon check} says about the database.
 *
 * @param server product and version
 * @param sizeBytes size of the data on disk
 * @param freeBytes free space on the disk of a SQLite file; a PostgreSQL server does not tell
 * @param findings what is wrong with its integrity; empty when nothing is
 */
public record DatabaseReport(
        String server,
        long sizeBytes,
        OptionalLong freeBytes,
        List<Table> tables,
        List<String> findings,
        List<PoolState> pools) {

    /** A table and how many rows it has. */
    public record Table(String name, long rows) {}
}
