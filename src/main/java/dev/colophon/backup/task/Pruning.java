package dev.colophon.backup.task;

import dev.colophon.backup.target.Retention;
import dev.colophon.backup.target.StoredBackup;
import dev.colophon.backup.work.BackupLock;
import dev.colophon.backup.work.TaskFailures;
import dev.colophon.backup.work.Workbench;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes backups that newer ones have replaced, and what restores have replaced long ago. */
public final class Pruning {
    private static final Logger LOG = LoggerFactory.getLogger(Pruning.class);

    private final Workbench bench;

    public Pruning(Workbench bench) {
        this.bench = bench;
    }

    /**
     * What would go.
     *
     * @param all whether more than ten may go at once
     */
    public List<StoredBackup> plan(boolean all) {
        return TaskFailures.translated("plan the removal of backups", () -> planned(all));
    }

    /** Removes what {@link #plan} names, and what interrupted tasks and restores left behind long ago. */
    public List<StoredBackup> run(boolean all) {
        return TaskFailures.translated("remove backups", () -> {
            try (var held = BackupLock.hold(bench.database())) {
                return alone(all);
            }
        });
    }

    private List<StoredBackup> alone(boolean all) throws Exception {
        List<StoredBackup> going = planned(all);
        for (StoredBackup backup : going) {
            bench.target().delete(backup);
            LOG.atInfo().addKeyValue("backup", backup.name()).log("removed a backup that newer ones have replaced");
        }
        bench.target().sweep(Retention.UNVERIFIED_KEPT);
        new Forgetting(bench)
                .alone(bench.target().list(), bench.live().installation().id());
        return going;
    }

    private List<StoredBackup> planned(boolean all) throws Exception {
        var retention = new Retention(bench.keep());
        UUID installation = bench.live().installation().id();
        List<StoredBackup> listed = bench.target().list();
        return Stream.concat(
                        retention.replaced(listed, installation, bench.now(), all).stream(),
                        retention.abandoned(listed, installation, bench.now(), all).stream())
                .toList();
    }
}
