package dev.colophon.backup.restore;

import dev.colophon.backup.format.ArchiveManifest;
import dev.colophon.backup.format.BackupKind;
import dev.colophon.backup.place.Place;
import dev.colophon.backup.place.Places;
import dev.colophon.backup.target.Sidecar;
import dev.colophon.backup.task.Comparison;
import dev.colophon.backup.task.Creation;
import dev.colophon.backup.work.BackupLock;
import dev.colophon.backup.work.Installation;
import dev.colophon.backup.work.Progress;
import dev.colophon.backup.work.Source;
import dev.colophon.backup.work.TaskFailures;
import dev.colophon.backup.work.Workbench;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.migration.target.MigrationTargets;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings;
import java.util.UUID;

/**
 * Takes all data to another database, of either kind: nobody writes the old one from the beginning on, the new one is
 * proven equal before it counts, and the old one is marked with where its data went.
 */
public final class Moving {
    private static final String WHAT = "move the data";

    private final Workbench from;
    private final Workbench to;
    private final Progress progress;

    /**
     * @param from whose target keeps the archive of the move
     */
    public Moving(Workbench from, DatabaseSettings to, Progress progress) {
        this.from = from;
        this.to = from.with(to);
        this.progress = progress;
    }

    /** What was moved. */
    public record Outcome(Sidecar archive, ArchiveManifest manifest, String home) {}

    /**
     * Moves.
     *
     * @throws StartFailure 15 when either is served, or the new one holds data that was not moved away from there; 18
     *     when it failed and the old one is as it was
     */
    public Outcome run() {
        return TaskFailures.translated(WHAT, () -> {
            Installation installation = from.live().installation();
            installation.requireHere();
            try (var held = BackupLock.hold(from.database());
                    Place source = Places.hold(from.database(), scripts(from), from.clock());
                    Place target = Places.hold(to.database(), scripts(to), to.clock())) {
                requireFree();
                return move(source, target, installation.id());
            }
        });
    }

    private Outcome move(Place source, Place target, UUID installation) throws Exception {
        String home = MigrationTargets.of(to.database()).where();
        Sidecar archive = new Creation(from, progress).alone(BackupKind.MOVE);
        var built = target.build(archive.schemaLevel());
        Source stored = Source.of(from.target(), from.target().find(archive.name(), installation));
        ArchiveManifest manifest = new Loading(to, progress)
                .into(built, to.database().engine(), stored, new UploadFill(to.uploads())::take);
        target.upgrade();
        target.swapIn("the move from " + MigrationTargets.of(from.database()).where());
        source.mark(Installation.MOVE, Installation.moveTo(home, from.now()));
        return new Outcome(archive, manifest, home);
    }

    /** What lies in the new place may only be what was moved away from there before, or what a killed move brought. */
    private void requireFree() throws Exception {
        if (to.live().isUsed() && !to.live().hasMovedAway() && !isSame()) {
            throw new StartFailure(
                    ExitCode.BACKUP_REFUSED,
                    WHAT,
                    MigrationTargets.of(to.database()).where() + " holds data already",
                    "name an empty database; nothing was changed");
        }
    }

    private boolean isSame() {
        return Comparison.of(from.database(), to.database(), from.scratch()).stream()
                .allMatch(Comparison.Line::isEqual);
    }

    private static Scripts scripts(Workbench bench) {
        return Scripts.of(bench.database().engine());
    }
}
