package dev.colophon.migration;

import dev.colophon.database.Database;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings.Engine;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells migrators that this instance serves and which level it needs, by the database's clock. On
 * SQLite it does nothing, for there the lock on the file says that somebody serves.
 */
public final class Heartbeat {
    /** An instance counts as live for three of these. */
    public static final Duration INTERVAL = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private static final Statement BEAT = Statement.of("migration.heartbeat", """
                    INSERT INTO instances (id, release, needed_level, seen_at)
                    VALUES (:id, :release, :level, CURRENT_TIMESTAMP)
                    ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at
                    """);

    private static final Statement STOP =
            Statement.of("migration.heartbeat-stop", "DELETE FROM instances WHERE id = :id");

    private static final Statement FORGET = Statement.split(
            "migration.heartbeat-forget",
            "DELETE FROM instances WHERE seen_at < CURRENT_TIMESTAMP - INTERVAL '1 day'",
            "DELETE FROM instances WHERE seen_at < datetime('now', '-1 day')");

    private final Database database;
    private final boolean needed;
    private final UUID instance;
    private final String release;
    private final int level;

    /**
     * @param release the version of this build, for messages
     */
    public Heartbeat(Database database, Engine engine, UUID instance, String release, Scripts scripts) {
        this.database = database;
        this.needed = engine == Engine.POSTGRESQL;
        this.instance = instance;
        this.release = release;
        this.level = scripts.neededLevel();
    }

    /**
     * Tells it for the first time.
     *
     * @throws StartFailure 75 while a restore runs
     */
    public void begin() {
        if (!beat()) {
            throw RestoreLock.running("serve the database");
        }
    }

    /**
     * Tells it now, unless a restore runs. Never fails: a lost database is known by other means, and
     * so is no schema.
     *
     * @return off while a restore runs
     */
    public boolean beat() {
        return quietly(() -> database.write(this::tell));
    }

    /** First the lock, then the beat: a restore that gets the lock later sees the beat. */
    private boolean tell(Session session) {
        boolean free = RestoreLock.share(session);
        if (free) {
            session.execute(
                    BEAT, Parameters.of("id", instance).and("release", release).and("level", level));
            session.execute(FORGET);
        }
        return free;
    }

    /** A clean stop: contract migrations need not wait for this instance any more. */
    public void stop() {
        quietly(() -> database.write(session -> session.execute(STOP, Parameters.of("id", instance))) == 1);
    }

    private boolean quietly(BooleanSupplier work) {
        if (!needed) {
            return true;
        }
        try {
            return work.getAsBoolean();
        } catch (RuntimeException e) {
            LOG.warn("cannot tell that this instance serves: {}", e.toString());
            return true;
        }
    }
}
