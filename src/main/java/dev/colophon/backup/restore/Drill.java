package dev.colophon.backup.restore;

import dev.colophon.backup.format.ArchiveFault;
import dev.colophon.backup.target.Sidecar;
import dev.colophon.backup.target.StoredBackup;
import dev.colophon.backup.target.Verification;
import dev.colophon.backup.task.Checking;
import dev.colophon.backup.work.Progress;
import dev.colophon.backup.work.Source;
import dev.colophon.backup.work.TaskFailures;
import dev.colophon.backup.work.Workbench;
import dev.colophon.migration.SchemaBuild;
import dev.colophon.migration.schema.Scripts;
import java.io.IOException;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Level 3 of verification: restores a backup into a database of its own beside the live one, compares every row, raises
 * its schema to this build's, and removes it again. The live data is not touched and may be served meanwhile.
 */
public final class Drill {
    private static final Logger LOG = LoggerFactory.getLogger(Drill.class);
    private static final int LEVEL = 3;
    private static final double NANOSECONDS = 1e9;

    private final Workbench bench;
    private final Progress progress;
    private final Scripts scripts;

    public Drill(Workbench bench, Progress progress) {
        this.bench = bench;
        this.progress = progress;
        this.scripts = Scripts.of(bench.database().engine());
    }

    /**
     * How it went.
     *
     * @param seconds that a restore takes at least
     */
    public record Outcome(Sidecar sidecar, double seconds) {}

    /**
     * Rehearses the restore of a backup, after level 2 was passed.
     *
     * @throws dev.colophon.problem.StartFailure 13 when it cannot be restored, which is written beside it; 12, 14, 16
     */
    public Outcome run(StoredBackup backup) {
        Sidecar known = new Checking(bench, progress).run(backup, 2);
        return TaskFailures.translated("rehearse the restore of " + backup.name(), () -> {
            long begun = System.nanoTime();
            try {
                restore(Source.of(bench.target(), backup), known.schemaLevel());
            } catch (ArchiveFault fault) {
                bench.target()
                        .verified(
                                known,
                                Verification.failed(
                                        LEVEL, bench.now(), bench.release(), String.valueOf(fault.getMessage())));
                throw fault;
            }
            double seconds = (System.nanoTime() - begun) / NANOSECONDS;
            LOG.atInfo()
                    .addKeyValue("backup", backup.name())
                    .addKeyValue("seconds", seconds)
                    .log("a drill passed");
            Verification passed = Verification.passed(LEVEL, bench.now(), bench.release());
            return new Outcome(bench.target().verified(known, passed), seconds);
        });
    }

    private void restore(Source source, int level) throws IOException, SQLException {
        try (ScratchDatabase scratch = ScratchDatabase.make(bench)) {
            var build = new SchemaBuild(scratch.place(), scripts);
            build.raise(level);
            new Loading(bench, progress).into(scratch.place(), bench.database().engine(), source, file -> {});
            build.raise(scripts.neededLevel());
        }
    }
}
