package dev.colophon.backup.routine;

import dev.colophon.backup.format.BackupKind;
import dev.colophon.backup.restore.Drill;
import dev.colophon.backup.target.FailedRun;
import dev.colophon.backup.target.Sidecar;
import dev.colophon.backup.target.StoredBackup;
import dev.colophon.backup.task.Creation;
import dev.colophon.backup.task.Pruning;
import dev.colophon.backup.watch.Notice;
import dev.colophon.backup.watch.Notifier;
import dev.colophon.backup.work.Installation;
import dev.colophon.backup.work.Progress;
import dev.colophon.backup.work.TaskFailures;
import dev.colophon.backup.work.Workbench;
import dev.colophon.problem.StartFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A backup with all that belongs to it: it is made and pinned, older ones go, once a week its restore is rehearsed, and
 * whoever wants to hear of it does.
 */
public final class BackupRun {
    private static final Logger LOG = LoggerFactory.getLogger(BackupRun.class);
    private static final Duration BETWEEN_DRILLS = Duration.ofDays(7);
    private static final int RESTORED = 3;

    private final Workbench bench;
    private final Notifier notifier;
    private final Progress progress;

    public BackupRun(Workbench bench, Notifier notifier, Progress progress) {
        this.bench = bench;
        this.notifier = notifier;
        this.progress = progress;
    }

    /**
     * What was made.
     *
     * @param removed older backups that it replaced
     */
    public record Outcome(Sidecar made, List<StoredBackup> removed) {}

    /**
     * Makes a backup; only a success removes older ones.
     *
     * @throws StartFailure as {@link Creation} does, after it was remembered and the notice of it was sent
     */
    public Outcome run(BackupKind kind, boolean pin) {
        try {
            Outcome outcome = made(kind, pin);
            notifier.tell(Notice.of(outcome.made()));
            return outcome;
        } catch (StartFailure failure) {
            UUID installation = installation();
            notifier.tell(Notice.of(failure, kind, installation, bench.now()));
            remember(kind, failure, installation);
            throw failure;
        }
    }

    private Outcome made(BackupKind kind, boolean pin) {
        Sidecar made = new Creation(bench, progress).run(kind);
        StoredBackup stored = TaskFailures.translated(
                "find the new backup", () -> bench.target().find(made.name(), made.installation()));
        if (pin) {
            TaskFailures.translated("pin the new backup", () -> {
                bench.target().pin(stored);
                return stored;
            });
        }
        if (kind == BackupKind.AUTO && isDrillDue(made.installation())) {
            new Drill(bench, progress).run(stored);
        }
        return new Outcome(made, new Pruning(bench).run(false));
    }

    /** Without the key of an encrypted backup nobody here can rehearse. */
    private boolean isDrillDue(UUID installation) {
        if (bench.keys().encrypts() && bench.keys().identity().isEmpty()) {
            return false;
        }
        Instant before = bench.now().minus(BETWEEN_DRILLS);
        return TaskFailures.translated("list the backups", bench.target()::list).stream()
                .filter(backup -> backup.isOf(installation))
                .flatMap(backup -> backup.sidecar().flatMap(known -> known.verifiedAt(RESTORED)).stream())
                .noneMatch(at -> at.isAfter(before));
    }

    private UUID installation() {
        try {
            return bench.live().installation().id();
        } catch (Exception unreachable) {
            LOG.debug("the failure is of a database that does not say whose it is", unreachable);
            return Installation.UNKNOWN.id();
        }
    }

    private void remember(BackupKind kind, StartFailure failure, UUID installation) {
        try {
            bench.target()
                    .failed(
                            installation,
                            new FailedRun(bench.now(), kind, failure.exitCode().number()));
        } catch (RuntimeException targetIsAway) {
            LOG.warn("the target does not remember the failure: {}", targetIsAway.getMessage());
        }
    }
}
