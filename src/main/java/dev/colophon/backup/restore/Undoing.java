package dev.colophon.backup.restore;

import dev.colophon.backup.place.Place;
import dev.colophon.backup.place.Places;
import dev.colophon.backup.place.kept.KeptData;
import dev.colophon.backup.work.BackupLock;
import dev.colophon.backup.work.TaskFailures;
import dev.colophon.backup.work.Workbench;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a restore back: what it replaced is live again, and what it brought is kept instead. */
public final class Undoing {
    private static final Logger LOG = LoggerFactory.getLogger(Undoing.class);

    private final Workbench bench;
    private final Scripts scripts;

    public Undoing(Workbench bench) {
        this.bench = bench;
        this.scripts = Scripts.of(bench.database().engine());
    }

    /**
     * Puts back what the last restore replaced.
     *
     * @throws StartFailure 10 when nothing is kept, 14 when this build does not know its schema, 15 also when the data
     *     moved away, 11
     */
    public KeptData run() {
        return TaskFailures.translated("undo the restore", () -> {
            bench.live().installationIfKnown().requireHere();
            try (var held = BackupLock.hold(bench.database());
                    Place place = Places.hold(bench.database(), scripts, bench.clock())) {
                KeptData newest = newest(place.kept());
                requireKnown(newest);
                place.swapBack(newest);
                LOG.info("undone: the data of before {} is live again", newest.replacedBy());
                return newest;
            }
        });
    }

    private static KeptData newest(List<KeptData> kept) {
        if (kept.isEmpty()) {
            throw new StartFailure(
                    ExitCode.NO_SUCH_BACKUP,
                    "undo the restore",
                    "no replaced data is kept beside the live data",
                    "restore a backup of the kind before-restore: colophon backup list");
        }
        return kept.getFirst();
    }

    private void requireKnown(KeptData data) {
        if (data.level() > scripts.neededLevel()) {
            throw new StartFailure(
                    ExitCode.BACKUP_INCOMPATIBLE,
                    "undo the restore",
                    "the kept data has schema level " + data.level() + ", and this build knows "
                            + scripts.neededLevel(),
                    "use the release that it was made with");
        }
    }
}
