package dev.colophon.backup.work;

import dev.colophon.database.Database;
import dev.colophon.database.DirectSession;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Statement;
import dev.colophon.migration.schema.MovedData;
import dev.colophon.problem.StartFailure;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * Whose data a database holds, wherever backups, restores and moves take it.
 *
 * @param movedTo where the data lives now, for people; then nobody may serve or write it here
 */
public record Installation(UUID id, Optional<String> movedTo) {
    /** Of a database whose schema is older than the table of installations. */
    public static final Installation UNKNOWN = new Installation(Ids.FIRST, Optional.empty());

    private static final Statement READ = Statement.of("backup.installation", """
                    SELECT installation.installation_id, schema_state.moved_to
                    FROM installation JOIN schema_state ON schema_state.id = installation.id
                    """);

    private static final Statement BEGIN = Statement.of("backup.installation-begin", """
                    INSERT INTO installation (id, installation_id, created_at) VALUES (1, :installation, :now)
                    ON CONFLICT (id) DO NOTHING
                    """);

    /** Marks a database as one whose data lives elsewhere from now on. */
    public static final Statement MOVE = Statement.of("backup.installation-move", """
                    UPDATE schema_state SET moved_to = :home, moved_at = :now WHERE id = 1
                    """);

    /**
     * The installation of this database, which gets a name with the first question.
     *
     * @throws StartFailure 15 when the data lives elsewhere now
     */
    public static Installation here(Database database, InstantSource clock) {
        Installation found = database.read(session -> session.first(READ, Installation::of))
                .orElseGet(() -> database.write(session -> {
                    session.execute(BEGIN, newcomer(clock));
                    return session.first(READ, Installation::of).orElseThrow();
                }));
        found.requireHere();
        return found;
    }

    /** The same past the pool, also of data that moved away. */
    public static Installation of(DirectSession session, InstantSource clock) throws SQLException {
        // whoever holds the tables for a restore lets nobody write
        if (session.list(READ, Installation::of).isEmpty()) {
            session.execute(BEGIN, newcomer(clock));
        }
        return session.list(READ, Installation::of).getFirst();
    }

    static boolean hasMovedAway(DirectSession session) throws SQLException {
        return session.list(READ, Installation::of).stream()
                .anyMatch(found -> found.movedTo().isPresent());
    }

    /** What {@link #MOVE} needs. */
    public static Parameters moveTo(String home, Instant now) {
        return Parameters.of("home", home).and("now", now);
    }

    private static Parameters newcomer(InstantSource clock) {
        return Parameters.of("installation", Ids.next()).and("now", clock.instant());
    }

    private static Installation of(Row row) {
        return new Installation(row.uuid("installation_id"), Optional.ofNullable(row.textOrNull("moved_to")));
    }

    /**
     * Refuses data that moved away.
     *
     * @throws StartFailure 15
     */
    public void requireHere() {
        if (movedTo.isPresent()) {
            throw MovedData.refusal("use the database", movedTo.get());
        }
    }
}
