package dev.colophon.migration;

import dev.colophon.migration.connection.Interruption;
import dev.colophon.migration.connection.MigrationFailures;
import dev.colophon.migration.run.FlywayRun;
import dev.colophon.migration.run.MigrationTarget;
import dev.colophon.migration.run.SafetyCopies;
import dev.colophon.migration.schema.SchemaReader;
import dev.colophon.migration.schema.SchemaReader.Snapshot;
import dev.colophon.migration.schema.Script;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run over what is pending, by whoever holds the lock: fence, safety copy, Flyway, rights; and
 * the rescue when that leaves the database neither as it was nor as it should be.
 */
final class SchemaUpgrade {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaUpgrade.class);

    private final MigrationTarget target;
    private final Scripts scripts;
    private final Optional<SafetyCopies> copies;
    private final Patience patience;
    private final Interruption interruption;

    SchemaUpgrade(
            MigrationTarget target,
            Scripts scripts,
            Optional<SafetyCopies> copies,
            Patience patience,
            Interruption interruption) {
        this.target = target;
        this.scripts = scripts;
        this.copies = copies;
        this.patience = patience;
        this.interruption = interruption;
    }

    /**
     * Brings the schema up.
     *
     * @param copyBefore whether to take a safety copy of what holds something
     */
    MigrationReport run(Snapshot before, boolean copyBefore) throws SQLException {
        before.failed().ifPresent(SchemaUpgrade::refuseMarked);
        int levelBefore = before.state().level();
        List<Script> pending = scripts.after(levelBefore);
        target.requireNobodyBroken(pending);
        boolean worthCopying = levelBefore > 0 && !pending.isEmpty() && before.isOfThisBuild(scripts);
        Optional<Path> copy = copyBefore && worthCopying ? Optional.of(copy(levelBefore)) : Optional.empty();
        try {
            target.removeRemains(pending);
            applyAll();
            requireIntact();
            target.giveRights();
        } catch (StartFailure failure) {
            throw copy.isPresent() ? afterRescue(failure, copy.get()) : failure;
        }
        int level = SchemaReader.snapshot(target).state().level();
        List<String> applied = pending.stream()
                .filter(script -> script.level() <= level)
                .map(Script::file)
                .toList();
        return new MigrationReport(levelBefore, level, applied, copy, Optional.empty());
    }

    private Path copy(int level) {
        return copies.orElseThrow(() -> SafetyCopies.failed(
                        "no copy of a PostgreSQL database can be taken here",
                        "set BACKUP_BEFORE_MIGRATE=0 and let the database's own backup run first",
                        null))
                .take(level);
    }

    private void applyAll() {
        for (int tries = 1; ; tries++) {
            try {
                new FlywayRun(target, scripts, interruption).run();
                return;
            } catch (FlywayRun.LockedOut e) {
                if (tries >= patience.tries()) {
                    throw MigrationFailures.of(e.sql(), target);
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
        if (copies.isEmpty()) {
            return;
        }
        try {
            copies.get().requireIntact();
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
            copies.orElseThrow().putBack(copy);
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
            return SchemaReader.snapshot(target).failed().isPresent();
        } catch (SQLException e) {
            LOG.warn("the database cannot be read after a failed migration: {}", MigrationFailures.text(e));
            return !MigrationFailures.isLocked(e);
        }
    }

    private static void refuseMarked(SchemaReader.Applied failed) {
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
