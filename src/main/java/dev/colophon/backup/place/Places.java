package dev.colophon.backup.place;

import dev.colophon.backup.place.file.KeptFiles;
import dev.colophon.backup.place.kept.KeptData;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.migration.target.MigrationTargets;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings;
import java.time.InstantSource;
import java.util.List;

/** Takes a database for a restore. */
public final class Places {
    private Places() {}

    /**
     * Has the database alone, whatever state it is in; remains of a restore that was killed are
     * removed.
     *
     * @throws StartFailure 11 while another restore runs, 15 while an instance serves it or somebody
     *     uses it, 75 while it is migrated, 77 without the right to build
     */
    public static Place hold(DatabaseSettings settings, Scripts scripts, InstantSource clock) {
        return switch (settings.engine()) {
            case POSTGRESQL -> PostgresqlPlace.hold(settings, scripts, clock);
            case SQLITE -> SqlitePlace.hold(settings, scripts, clock);
        };
    }

    /** What restores have kept, the newest first; also while the database is served. */
    public static List<KeptData> kept(DatabaseSettings settings) {
        return switch (settings.engine()) {
            case POSTGRESQL -> PostgresqlPlace.kept(MigrationTargets.of(settings));
            case SQLITE ->
                SqlitePlace.kept(
                        new KeptFiles(settings.sqlitePath().toAbsolutePath().normalize()));
        };
    }

    /**
     * Deletes kept data; also while the database is served, for nobody looks at it. Whoever calls this holds the lock
     * of backups, so that no restore is taken back meanwhile.
     *
     * @throws StartFailure 15 when it is not kept any more, 18 when it cannot be deleted
     */
    public static void forget(DatabaseSettings settings, KeptData data) {
        switch (settings.engine()) {
            case POSTGRESQL -> PostgresqlPlace.forget(MigrationTargets.of(settings), data);
            case SQLITE ->
                SqlitePlace.forget(
                        new KeptFiles(settings.sqlitePath().toAbsolutePath().normalize()), data);
        }
    }
}
