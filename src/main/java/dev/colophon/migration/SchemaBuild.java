package dev.colophon.migration;

import dev.colophon.migration.connection.Interruption;
import dev.colophon.migration.connection.MigrationFailures;
import dev.colophon.migration.run.FlywayRun;
import dev.colophon.migration.run.MigrationTarget;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;

/**
 * Makes the schema of a level in a place that nobody else uses, and raises it later. Without lock,
 * fence and safety copy, which are for data that is served.
 */
public final class SchemaBuild {
    private final MigrationTarget place;
    private final Scripts scripts;

    public SchemaBuild(MigrationTarget place, Scripts scripts) {
        this.place = place;
        this.scripts = scripts;
    }

    /**
     * Brings the place to the level; it may be empty or of a lower one.
     *
     * @throws StartFailure 14 when this build does not know the level; else as of {@link Migrator}
     */
    public void raise(int level) {
        requireKnown(level);
        try {
            new FlywayRun(place, scripts.upTo(level), new Interruption()).run();
        } catch (FlywayRun.LockedOut e) {
            throw MigrationFailures.of(e.sql(), place);
        }
    }

    private void requireKnown(int level) {
        if (scripts.all().stream().noneMatch(script -> script.level() == level)) {
            throw new StartFailure(
                    ExitCode.BACKUP_INCOMPATIBLE,
                    "build a schema of level " + level,
                    "this build knows the levels up to " + scripts.neededLevel(),
                    "use the release that the data was made with, or a later one");
        }
    }
}
