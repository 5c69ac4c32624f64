package dev.colophon.migration;

import dev.colophon.database.Parameters;
import dev.colophon.database.Statement;
import dev.colophon.database.opening.Databases;
import dev.colophon.migration.connection.Interruption;
import dev.colophon.migration.connection.MigrationFailures;
import dev.colophon.migration.run.Attempts;
import dev.colophon.migration.run.MigrationLock;
import dev.colophon.migration.run.MigrationTarget;
import dev.colophon.migration.run.SafetyCopy;
import dev.colophon.migration.schema.MovedData;
import dev.colophon.migration.schema.SchemaGate;
import dev.colophon.migration.schema.SchemaReader;
import dev.colophon.migration.schema.SchemaReader.Applied;
import dev.colophon.migration.schema.SchemaReader.Snapshot;
import dev.colophon.migration.schema.SchemaState;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.migration.target.MigrationTargets;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.MigrationSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema up to this build: idempotent, one at a time, on a direct connection. With
 * nothing pending it takes no lock and loads no Flyway. A migrator lives for one run.
 */
public final class Migrator {
    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);

    private static final Statement REMOVE_FAILED = Statement.of("migration.remove-failed-mark", """
                    DELETE FROM flyway_schema_history WHERE NOT success AND ltrim(version, '0') = :level
                    """);

    private static final Set<ExitCode> NEVER_A_WARNING = Set.of(ExitCode.TERMINATED, ExitCode.BACKUP_REFUSED);

    private final MigrationTarget target;
    private final MigrationSettings settings;
    private final Scripts scripts;
    private final InstantSource clock;
    private final Attempts attempts;
    private final Interruption interruption = new Interruption();
    private SafetyCopy copier;
    private Patience patience = Patience.USUAL;
    private Supplier<? extends AutoCloseable> instanceLock = () -> () -> {};

    /**
     * @param instance who migrates, for the record of attempts
     */
    public Migrator(
            DatabaseSettings database,
            MigrationSettings settings,
            Scripts scripts,
            InstantSource clock,
            String instance) {
        this.settings = settings;
        this.scripts = scripts;
        this.clock = clock;
        this.target = MigrationTargets.of(database);
        this.attempts = new Attempts(target, clock, instance);
        this.copier = file -> Databases.copy(database, file);
    }

    /** For tests: takes safety copies in another way. */
    Migrator copyingBy(SafetyCopy other) {
        copier = other;
        return this;
    }

    /** For tests: waits as long as they do. */
    Migrator waiting(Patience other) {
        patience = other;
        return this;
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
     * @throws StartFailure 15 when the data moved away, in any mode; 65, 70, 73, 74, 75, 76 or 77 in strict mode; 143
     *     after {@link #cancel}
     */
    public MigrationReport migrate() {
        try {
            return migrateStrictly();
        } catch (StartFailure failure) {
            if (settings.strict() || NEVER_A_WARNING.contains(failure.exitCode())) {
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
        try (var lock = MigrationLock.acquire(target, patience.lock(), interruption)) {
            Optional<Applied> failed = SchemaReader.snapshot(target).failed().filter(row -> row.level() == level);
            if (failed.isEmpty()) {
                throw new StartFailure(
                        ExitCode.USAGE,
                        "retry migration " + level,
                        "no migration of that level is marked as failed",
                        "colophon check shows what is marked");
            }
            removeFailed(level);
            LOG.info("removed the failed mark of migration {}", level);
            return "migration " + level + " (" + failed.get().description() + ")";
        } catch (SQLException e) {
            throw MigrationFailures.of(e, target);
        }
    }

    private MigrationReport migrateStrictly() {
        try {
            Snapshot before = SchemaReader.snapshot(target);
            before.movedTo().ifPresent(home -> {
                throw MovedData.refusal(MigrationFailures.WHAT, home);
            });
            requireReadable(before.state());
            if (before.isUpToDate(scripts)) {
                target.giveRights();
                return MigrationReport.nothingPending(before.state().level());
            }
            return attempt();
        } catch (SQLException e) {
            throw MigrationFailures.of(e, target);
        }
    }

    /** Every end of an attempt is recorded, also an unexpected one. */
    private MigrationReport attempt() throws SQLException {
        Attempts.Running running = attempts.prepare(scripts.neededLevel());
        try (var lock = MigrationLock.acquire(target, patience.lock(), interruption)) {
            Snapshot before = SchemaReader.snapshot(target);
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
            StartFailure failure = MigrationFailures.of(e, target);
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
            return new SchemaUpgrade(target, scripts, target.copies(copier, clock), patience, interruption)
                    .run(before, settings.backupBefore());
        } finally {
            MigrationLock.release(held);
        }
    }

    private void removeFailed(int level) throws SQLException {
        try (Connection connection = target.open()) {
            target.session(connection).execute(REMOVE_FAILED, Parameters.of("level", Integer.toString(level)));
        }
    }

    private void requireReadable(SchemaState state) {
        if (scripts.neededLevel() < state.minimumReader() && !settings.gateOverride()) {
            throw SchemaGate.tooNew(state, scripts.neededLevel());
        }
    }
}
