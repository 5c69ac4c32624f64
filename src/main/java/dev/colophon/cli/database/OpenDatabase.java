package dev.colophon.cli.database;

import dev.colophon.database.Database;

/** Opens the database that the environment names, for a verb that closes it again. */
@FunctionalInterface
public interface OpenDatabase {
    /**
     * @throws dev.colophon.problem.StartFailure when the settings or the schema do not allow it
     */
    Database open();
}
