package dev.colophon.migration;

import dev.colophon.migration.connection.Interruption;
import dev.colophon.migration.connection.MigrationFailures;
import dev.colophon.migration.connection.MigratorConnections;
import dev.colophon.migration.run.Attempts;
import dev.colophon.migration.run.Fence;
import dev.colophon.migration.run.FlywayRun;
import dev.colophon.migration.run.Grants;
import dev.colophon.migration.run.InvalidIndexes;
import dev.colophon.migration.run.MigrationLock;
import dev.colophon.migration.run.SafetyCopies;
import dev.colophon.migration.run.SafetyCopy;
import dev.colophon.migration.schema.SchemaGate;
import dev.colophon.migration.schema.SchemaReader;
import dev.colophon.migration.schema.SchemaReader.Snapshot;
import dev.colophon.migration.schema.SchemaState;
import dev.colophon.migration.schema.Script;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.MigrationSettings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema up to this build: idempotent, one at a time, on a direct connection. With
 * nothing pending it takes no lock and loads no Flyway. A migrator lives for one run.
 */
public final class Migrator {
    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);

    private final MigrationSettings settings;
    private final MigratorConnections connections;
    private final Scripts scripts;
    private final SchemaReader reader;
    private final Attempts attempts;
    private final SafetyCopies copies;
    private final Patience patience;
    private final Interruption interruption = new Interruption();
    private Supplier<? extends AutoCloseable> instanceLock = () -> () -> {};

    /**
     * How long others are waited for.
     *
     * @param lock for another migrator to end
     * @param tries how often a migration is begun anew when it cannot lock a table
     */
    record Patience(Duration lock, int tries, Duration betweenTries) {
        static final Patience USUAL = new Patience(Duration.ofMinutes(10), 10, Duration.ofSeconds(2));
    }

    /**
     * @param safetyCopy used when the settings demand a copy before pending migrations
     * @param instance who migrates, for the record of attempts
     */
    public Migrator(
            DatabaseSettings database,
            MigrationSettings settings,
            Scripts scripts,
            SafetyCopy safetyCopy,
            InstantSource clock,
            String instance) {
        this(database, settings, scripts, safetyCopy, clock, instance, Patience.USUAL);
    }

    Migrator(
            DatabaseSettings database,
            MigrationSettings settings,
            Scripts scripts,
            SafetyCopy safetyCopy,
            InstantSource clock,
            String instance,
            Patience patience) {
        this.settings = settings;
        this.scripts = scripts;
        this.patience = patience;
        this.connections = new MigratorConnections(database);
        this.reader = new SchemaReader(connections);
        this.attempts = new Attempts(connections, clock, instance);
        this.copies = new SafetyCopies(connections, safetyCopy, clock);
    }

    /**
     * For a verb that runs beside a server: what must be held while something is pending, so that
     * nobody serves the SQLite file that is migrated. A server holds its lock anyway.
     */
    public Migrator holding(Supplier<? extends AutoCloseable> lock) {
        instanceLock = lock;
        return this;
    }

    /**
     * Migrates, whatever RUN_MIGRATIONS says. In emergency mode a failure is returned as a warning.
     *
     * @throws StartFailure 65, 70, 73, 74, 75, 76 or 77 in strict mode; 143 after {@link #cancel}
     */
    public MigrationReport migrate() {
        try {
            return migrateStrictly();
        } catch (StartFailure failure) {
            if (settings.strict() || failure.exitCode() == ExitCode.TERMINATED) {
                throw failure;
            }
            LOG.error("MIGRATIONS_STRICT=0: going on although the schema was not brought up: {}", failure.getMessage());
            return MigrationReport.warned(failure);
        }
    }

    /** Ends a running or later {@link #migrate}, from another thread; returns when it has ended. */
    public void cancel() {
        interruption.request();
    }

    /**
     * Removes the mark of a migration that could not be transactional and failed, so that the next
     * run tries it again.
     *
     * @return what was marked, for people
     * @throws StartFailure 64 when nothing is marked at that level
     */
    public String retryFailed(int level) {
        try (var lock = MigrationLock.acquire(connections, patience.lock(), interruption)) {
            var failed = reader.read().failed().filter(row -> row.level() == level);
            if (failed.isEmpty()) {
                throw new StartFailure(
                        ExitCode.USAGE,
                        "retry migration " + level,
                        "no migration of that level is marked as failed",
                        "colophon check shows what is marked");
            }
            reader.removeFailed(level);
            LOG.info("removed the failed mark of migration {}", level);
            return "migration " + level + " (" + failed.get().description() + ")";
        } catch (SQLException e) {
            throw MigrationFailures.of(e, connections);
        }
    }

    private MigrationReport migrateStrictly() {
        try {
            Snapshot before = reader.read();
            requireReadable(before.state());
            if (before.isUpToDate(scripts)) {
                new Grants(connections).giveMissing();
                return MigrationReport.nothingPending(before.state().level());
            }
            return attempt();
        } catch (SQLException e) {
            throw MigrationFailures.of(e, connections);
        }
    }

    /** Every end of an attempt is recorded, also an unexpected one. */
    private MigrationReport attempt() throws SQLException {
        var running = attempts.prepare(scripts.neededLevel());
        try (var lock = MigrationLock.acquire(connections, patience.lock(), interruption)) {
            Snapshot before = reader.read();
            if (before.isUpToDate(scripts)) {
                return MigrationReport.nothingPending(before.state().level());
            }
            MigrationReport report = alone(before, running);
            attempts.end(running, ExitCode.DONE, report.summary());
            return report;
        } catch (StartFailure failure) {
            attempts.end(running, failure.exitCode(), MigrationFailures.text(failure));
            throw failure;
        } catch (SQLException e) {
            StartFailure failure = MigrationFailures.of(e, connections);
            attempts.end(running, failure.exitCode(), MigrationFailures.text(failure));
            throw failure;
        } catch (RuntimeException e) {
            attempts.end(running, ExitCode.FAULT, MigrationFailures.text(e));
            throw new StartFailure(
                    ExitCode.FAULT, MigrationFailures.WHAT, MigrationFailures.text(e), "report this fault", e);
        }
    }

    private MigrationReport alone(Snapshot before, Attempts.Running running) throws SQLException {
        AutoCloseable held = instanceLock.get();
        try {
            attempts.begin(running);
            return bringUp(before);
        } finally {
            MigrationLock.release(held);
        }
    }

    private MigrationReport bringUp(Snapshot before) throws SQLException {
        before.failed().ifPresent(this::refuseMarked);
        var pending = scripts.after(before.state().level());
        checkFence(pending);
        Optional<Path> copy = Optional.empty();
        boolean worthCopying = before.state().level() > 0 && !pending.isEmpty() && before.isOfThisBuild(scripts);
        if (settings.backupBefore() && worthCopying) {
            copy = Optional.of(copies.take(before.state().level()));
        }
        try {
            InvalidIndexes.drop(connections, pending);
            applyAll();
            requireIntact();
            new Grants(connections).giveMissing();
        } catch (StartFailure failure) {
            throw copy.isPresent() ? afterRescue(failure, copy.get()) : failure;
        }
        int level = reader.read().state().level();
        var applied = pending.stream()
                .filter(script -> script.level() <= level)
                .map(Script::file)
                .toList();
        return new MigrationReport(before.state().level(), level, applied, copy, Optional.empty());
    }

    private void applyAll() {
        for (int tries = 1; ; tries++) {
            try {
                new FlywayRun(connections, scripts, interruption).run();
                return;
            } catch (FlywayRun.LockedOut e) {
                if (tries >= patience.tries()) {
                    throw MigrationFailures.of(e.sql(), connections);
                }
                LOG.warn(
                        "a migration could not lock what it changes (try {} of {}): {}",
                        tries,
                        patience.tries(),
                        MigrationFailures.text(e.sql()));
                interruption.sleep(patience.betweenTries());
            }
        }
    }

    private void requireIntact() {
        try {
            copies.requireIntact();
        } catch (SQLException e) {
            throw new StartFailure(
                    ExitCode.MIGRATION_FAILED,
                    MigrationFailures.WHAT,
                    "after migrating " + MigrationFailures.text(e),
                    "report it with this message",
                    new Damaged(e));
        }
    }

    /** Puts the copy back when the database is not as a rolled back migration leaves it. */
    private StartFailure afterRescue(StartFailure failure, Path copy) {
        if (!needsRescue(failure)) {
            return failure;
        }
        try {
            copies.putBack(copy);
            return new StartFailure(
                    failure.exitCode(),
                    failure.what(),
                    failure.why() + "; the database was put back as it was before",
                    failure.remedy(),
                    failure);
        } catch (SQLException e) {
            return new StartFailure(
                    ExitCode.SAFETY_COPY_FAILED,
                    "put the safety copy back",
                    MigrationFailures.text(e) + ", after: " + failure.why(),
                    "stop every instance, remove the -wal and -shm files beside the database and"
                            + " put "
                            + copy
                            + " in its place by hand",
                    e);
        }
    }

    private boolean needsRescue(StartFailure failure) {
        if (failure.getCause() instanceof Damaged) {
            return true;
        }
        try {
            return reader.read().failed().isPresent();
        } catch (SQLException e) {
            LOG.warn("the database cannot be read after a failed migration: {}", MigrationFailures.text(e));
            return !MigrationFailures.isLocked(e);
        }
    }

    /** Before anything changes; each migration checks again in its own transaction. */
    private void checkFence(Iterable<Script> pending) throws SQLException {
        if (!connections.isPostgresql()) {
            return;
        }
        try (var connection = connections.open()) {
            for (Script script : pending) {
                Fence.check(connection, reader, script);
            }
        }
    }

    private void requireReadable(SchemaState state) {
        if (scripts.neededLevel() < state.minimumReader() && !settings.gateOverride()) {
            throw SchemaGate.tooNew(state, scripts.neededLevel());
        }
    }

    private void refuseMarked(SchemaReader.Applied failed) {
        throw new StartFailure(
                ExitCode.MIGRATION_FAILED,
                MigrationFailures.WHAT,
                "migration "
                        + failed.level()
                        + " ("
                        + failed.description()
                        + ") failed before"
                        + " and could not be rolled back",
                "mend what made it fail, then run: colophon migrate --retry-failed " + failed.level());
    }

    /** The database is not sound any more. */
    private static final class Damaged extends Exception {
        private static final long serialVersionUID = 1L;

        Damaged(SQLException cause) {
            super(cause);
        }
    }
}
