package dev.colophon.migration.run;

import com.fasterxml.uuid.Generators;
import dev.colophon.migration.connection.MigrationFailures;
import dev.colophon.migration.connection.MigratorConnections;
import dev.colophon.migration.schema.SchemaReader;
import dev.colophon.problem.ExitCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
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
    private static final int KEPT = 100;
    private static final DateTimeFormatter TEXT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static final String SAVE = """
            INSERT INTO migration_attempts
                (id, instance, level, started_at, ended_at, exit_code, message)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                ended_at = excluded.ended_at,
                exit_code = excluded.exit_code,
                message = excluded.message
            """;

    /** Ids are in the order of time, so the oldest are the lowest. */
    private static final String FORGET = """
            DELETE FROM migration_attempts WHERE id NOT IN
                (SELECT id FROM migration_attempts ORDER BY id DESC LIMIT %d)
            """.formatted(KEPT);

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
        return new Running(Generators.timeBasedEpochGenerator().generate(), level, clock.instant());
    }

    /** Before the first migration there is no table yet; then the end alone is recorded. */
    public void begin(Running running) {
        save(running, null, "running");
    }

    public void end(Running running, ExitCode code, String message) {
        save(running, code, message);
    }

    private void save(Running running, @Nullable ExitCode code, String message) {
        try (var connection = connections.open()) {
            if (!new SchemaReader(connections).exists(connection, "migration_attempts")) {
                if (code != null) {
                    LOG.warn("not recorded, for there is no schema yet: {}", message);
                }
                return;
            }
            try (var statement = connection.prepareStatement(SAVE)) {
                bind(statement, running, code, message);
                statement.executeUpdate();
            }
            forgetOldest(connection);
        } catch (SQLException e) {
            LOG.warn("cannot record the attempt of migrating: {}", MigrationFailures.text(e));
        }
    }

    private void bind(PreparedStatement statement, Running running, @Nullable ExitCode code, String message)
            throws SQLException {
        statement.setObject(
                1, connections.isPostgresql() ? running.id() : running.id().toString());
        statement.setString(2, instance);
        statement.setInt(3, running.level());
        statement.setObject(4, time(running.startedAt()));
        statement.setObject(5, code == null ? null : time(clock.instant()));
        statement.setObject(6, code == null ? null : code.number(), java.sql.Types.INTEGER);
        statement.setString(7, message.substring(0, Math.min(message.length(), MAX_MESSAGE_CHARACTERS)));
    }

    private Object time(Instant instant) {
        Instant micros = instant.truncatedTo(ChronoUnit.MICROS);
        return connections.isPostgresql() ? micros.atOffset(ZoneOffset.UTC) : TEXT.format(micros);
    }

    private static void forgetOldest(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(FORGET);
        }
    }
}
