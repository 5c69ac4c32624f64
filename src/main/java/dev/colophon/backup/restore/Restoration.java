package dev.colophon.backup.restore;

import dev.colophon.backup.format.ArchiveHeader;
import dev.colophon.backup.format.ArchiveManifest;
import dev.colophon.backup.format.BackupKind;
import dev.colophon.backup.place.Place;
import dev.colophon.backup.place.Places;
import dev.colophon.backup.task.Creation;
import dev.colophon.backup.work.BackupLock;
import dev.colophon.backup.work.Progress;
import dev.colophon.backup.work.Source;
import dev.colophon.backup.work.TaskFailures;
import dev.colophon.backup.work.Workbench;
import dev.colophon.migration.connection.MigrationFailures;
import dev.colophon.migration.run.MigrationTarget;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts an archive in the place of the live data: verified first, built beside, compared, and swapped in at once. What
 * was live is kept for {@link Undoing}.
 */
public final class Restoration {
    private static final Logger LOG = LoggerFactory.getLogger(Restoration.class);

    private final Workbench bench;
    private final List<LastStatement> last;
    private final Progress progress;
    private final Scripts scripts;

    /**
     * @param last what is done to the data before anybody sees it
     */
    public Restoration(Workbench bench, List<LastStatement> last, Progress progress) {
        this.bench = bench;
        this.last = last;
        this.progress = progress;
        this.scripts = Scripts.of(bench.database().engine());
    }

    /**
     * What was done, or would be.
     *
     * @param level of the schema afterwards
     */
    public record Outcome(ArchiveHeader header, ArchiveManifest manifest, int level) {}

    /**
     * All that can be known beforehand; changes nothing.
     *
     * @param foreign whether data of another installation or application key is welcome
     */
    public Outcome check(Source source, boolean foreign) {
        return TaskFailures.translated("check the restore of " + source.name(), () -> checked(source, foreign));
    }

    /**
     * Restores.
     *
     * @param safety whether the live data is backed up first
     */
    public Outcome run(Source source, boolean foreign, boolean safety) {
        String what = "restore " + source.name();
        return TaskFailures.translated(what, () -> {
            Outcome outcome = checked(source, foreign);
            boolean saves = safety && isThereAnything(what);
            try (var held = BackupLock.hold(bench.database());
                    Place place = Places.hold(bench.database(), scripts, bench.clock())) {
                if (saves) {
                    saveLive(what);
                }
                build(place, source, outcome);
                place.swapIn(what);
            }
            LOG.atInfo()
                    .addKeyValue("backup", source.name())
                    .log(
                            "restored {} rows; colophon backup undo-restore takes it back",
                            outcome.manifest().rows());
            return outcome;
        });
    }

    private Outcome checked(Source source, boolean foreign) throws Exception {
        return new Preflight(bench, scripts, progress).check(source, foreign);
    }

    /** Gives the data its name, too, for nobody can write later. */
    private boolean isThereAnything(String what) {
        try {
            boolean there = bench.live().hasSchema();
            if (there) {
                bench.live().installation();
            }
            return there;
        } catch (SQLException failure) {
            throw cannotSave(what, failure);
        }
    }

    private void saveLive(String what) throws IOException {
        try {
            new Creation(bench, progress).alone(BackupKind.BEFORE_RESTORE);
        } catch (SQLException failure) {
            throw cannotSave(what, failure);
        } catch (StartFailure failure) {
            boolean ofTarget = failure.exitCode() == ExitCode.NO_SPACE || failure.exitCode() == ExitCode.TARGET_FAILED;
            throw ofTarget ? failure : cannotSave(what, failure);
        }
    }

    private static StartFailure cannotSave(String what, Exception failure) {
        return new StartFailure(
                ExitCode.RESTORE_FAILED,
                what,
                "the live data cannot be backed up first: " + MigrationFailures.text(failure),
                "see what is wrong with it; --no-safety restores all the same, and keeps it as it is",
                failure);
    }

    private void build(Place place, Source source, Outcome outcome) throws Exception {
        MigrationTarget built = place.build(outcome.header().schemaLevel());
        ArchiveManifest loaded = new Loading(bench, progress)
                .into(built, bench.database().engine(), source, new UploadFill(bench.uploads())::take);
        if (!loaded.equals(outcome.manifest())) {
            throw new StartFailure(
                    ExitCode.RESTORE_FAILED,
                    "restore " + source.name(),
                    "it changed between being verified and being loaded",
                    "the data is as it was; see who writes there, then try again");
        }
        place.upgrade();
        finish(built);
    }

    private void finish(MigrationTarget built) throws SQLException {
        try (Connection connection = built.open()) {
            for (LastStatement one : last) {
                built.session(connection).execute(one.statement(), one.parameters());
            }
        }
    }
}
