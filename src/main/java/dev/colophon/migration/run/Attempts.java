package dev.colophon.migration.run;

import dev.colophon.database.Columns;
import dev.colophon.database.DirectSession;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Statement;
import dev.colophon.migration.connection.MigrationFailures;
import dev.colophon.migration.connection.MigratorConnections;
import dev.colophon.migration.schema.SchemaReader;
import dev.colophon.problem.ExitCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records each attempt of migrating, in a connection and transaction of its own, for a failed
 * transactional migration leaves no other trace. Recording never makes an attempt fail.
 */
public final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    private static final int MAX_MESSAGE_CHARACTERS = 2_000;

    private static final Statement SAVE = Statement.of(
            "migration.save-attempt",
            Columns.of("id", "instance", "level", "started_at", "ended_at", "exit_code", "message")
                            .insertInto("migration_attempts")
                    + " ON CONFLICT (id) DO UPDATE SET ended_at = excluded.ended_at,"
                    + " exit_code = excluded.exit_code, message = excluded.message");

    /** Keeps 100. Ids are in the order of time, so the oldest are the lowest. */
    private static final Statement FORGET = Statement.of("migration.forget-attempts", """
                    DELETE FROM migration_attempts WHERE id NOT IN
                        (SELECT id FROM migration_attempts ORDER BY id DESC LIMIT 100)
                    """);

    private final MigratorConnections connections;
    private final InstantSource clock;
    private final String instance;

    public Attempts(MigratorConnections connections, InstantSource clock, String instance) {
        this.connections = connections;
        this.clock = clock;
        this.instance = instance;
    }

    /** One that may have begun. */
    public record Running(UUID id, int level, Instant startedAt) {}

    public Running prepare(int level) {
        return new Running(Ids.next(), level, clock.instant());
    }

    /** Before the first migration there is no table yet; then the end alone is recorded. */
    public void begin(Running running) {
        save(running, null, "running");
    }

    public void end(Running running, ExitCode code, String message) {
        save(running, code, message);
    }

    private void save(Running running, @Nullable ExitCode code, String message) {
        try (Connection connection = connections.open()) {
            DirectSession session = connections.session(connection);
            if (!SchemaReader.on(session).exists("migration_attempts")) {
                if (code != null) {
                    LOG.warn("not recorded, for there is no schema yet: {}", message);
                }
                return;
            }
            session.execute(
                    SAVE,
                    Parameters.of("id", running.id())
                            .and("instance", instance)
                            .and("level", running.level())
                            .and("started_at", running.startedAt())
                            .and("ended_at", code == null ? null : clock.instant())
                            .and("exit_code", code == null ? null : code.number())
                            .and("message", message.substring(0, Math.min(message.length(), MAX_MESSAGE_CHARACTERS))));
            session.execute(FORGET, Parameters.none());
        } catch (SQLException e) {
            LOG.warn("cannot record the attempt of migrating: {}", MigrationFailures.text(e));
        }
    }
}
