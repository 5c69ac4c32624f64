package dev.colophon.migration.run;

import dev.colophon.migration.connection.MigratorConnections;
import dev.colophon.migration.schema.Script;
import dev.colophon.problem.StartFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The database that is migrated: what a migrator does on one of the two engines only. Each step is
 * empty where the engine does not need it.
 */
public interface MigrationTarget extends MigratorConnections {
    /** Makes this migrator the only one until the result is closed; empty while there is another. */
    Optional<AutoCloseable> tryLock() throws SQLException;

    /** Takes copies of the database, where that is possible. */
    default Optional<SafetyCopies> copies(SafetyCopy copier, InstantSource clock) {
        return Optional.empty();
    }

    /**
     * Before anything changes.
     *
     * @throws StartFailure 75 when an instance lives that a pending migration would break
     */
    default void requireNobodyBroken(List<Script> pending) throws SQLException {}

    /** Removes what an earlier try of a pending migration has left. */
    default void removeRemains(List<Script> pending) throws SQLException {}

    /** On the connection of the migration, in its transaction, before it runs. */
    default void beforeEach(Connection connection, Script script) throws SQLException {}

    /** The same after it ran. */
    default void afterEach(Connection connection, Script script) throws SQLException {}

    /** Gives the serving role what it lacks, in a transaction of its own. */
    default void giveRights() throws SQLException {}

    /** The same in the transaction of the connection. */
    default void giveRights(Connection connection) throws SQLException {}
}
