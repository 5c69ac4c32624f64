package dev.colophon.backup.task;

import dev.colophon.backup.check.ArchiveCheck;
import dev.colophon.backup.format.ArchiveFault;
import dev.colophon.backup.format.ArchiveManifest;
import dev.colophon.backup.target.Sidecar;
import dev.colophon.backup.target.StoredBackup;
import dev.colophon.backup.target.StoredForm;
import dev.colophon.backup.target.Verification;
import dev.colophon.backup.work.Progress;
import dev.colophon.backup.work.Source;
import dev.colophon.backup.work.StoredBytes;
import dev.colophon.backup.work.TaskFailures;
import dev.colophon.backup.work.Workbench;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Verifies backups that are kept, and writes the result beside them. Level 0: it is there, in its size. Level 1: every
 * byte and every hash. Level 2: every row and every key. Level 3, restored into a database of its own, is a {@link
 * Drill}.
 */
public final class Checking {
    private final Workbench bench;
    private final StoredBytes stored;

    public Checking(Workbench bench, Progress progress) {
        this.bench = bench;
        this.stored = new StoredBytes(bench.keys(), progress);
    }

    /**
     * Verifies one backup. One that has lost its sidecar gets it again.
     *
     * @param level 0, 1 or 2
     * @throws dev.colophon.problem.StartFailure 13 when it is damaged, which is written beside it as well; 12, 14, 17
     */
    public Sidecar run(StoredBackup backup, int level) {
        return TaskFailures.translated("verify " + backup.name(), () -> {
            try {
                Sidecar known = passed(backup, Source.of(bench.target(), backup), level);
                return bench.target().verified(known, Verification.passed(level, bench.now(), bench.release()));
            } catch (ArchiveFault fault) {
                Verification failure =
                        Verification.failed(level, bench.now(), bench.release(), String.valueOf(fault.getMessage()));
                backup.sidecar().ifPresent(known -> bench.target().verified(known, failure));
                throw fault;
            }
        });
    }

    private Sidecar passed(StoredBackup backup, Source source, int level) throws IOException {
        if (backup.sidecar().isEmpty()) {
            return adopted(source, level);
        }
        Sidecar known = backup.sidecar().get();
        if (known.bytes() != source.bytes()) {
            throw new ArchiveFault(source.name(), "it has " + source.bytes() + " bytes and had " + known.bytes());
        }
        if (level == 1 && !stored.canRead(source)) {
            stored.stored("verifying", source, in -> known);
        } else if (level > 0) {
            stored.plain("verifying", source, in -> check(in, level));
        }
        return known;
    }

    /** What is known of an archive again, from the archive itself. */
    private Sidecar adopted(Source source, int level) throws IOException {
        var read = stored.plain("verifying", source, in -> check(in, Math.max(1, level)));
        var form = new StoredForm(source.name(), List.of(), source.bytes(), read.sha256(), bench.now(), 0);
        return Sidecar.of(stored.header(source), read.result(), form);
    }

    private static ArchiveManifest check(InputStream in, int level) throws IOException {
        return level == 1 ? ArchiveCheck.entries(in) : ArchiveCheck.rows(in);
    }
}
