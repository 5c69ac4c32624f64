package dev.colophon.admin.job;

import dev.colophon.backup.watch.BackupStanding;
import dev.colophon.lookup.Lookups;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What this instance does beside requests; who begins something later says so here. */
public final class Background {
    private final Supplier<Lookups.Standing> lookups;
    private volatile Supplier<Optional<BackupStanding>> backups = Optional::empty;
    private volatile Supplier<Optional<Instant>> nextBackup = Optional::empty;
    private volatile Supplier<List<TaskRun>> tasks = List::of;

    public Background(Supplier<Lookups.Standing> lookups) {
        this.lookups = lookups;
    }

    /**
     * All of it now; also as JSON.
     *
     * @param backups null where none are made, and before the first look at them
     * @param lookups titles and covers that are found in the background
     */
    public record State(@Nullable BackupState backups, Lookups.Standing lookups, List<TaskRun> tasks) {}

    public void showBackups(Supplier<Optional<BackupStanding>> standing, Supplier<Optional<Instant>> next) {
        backups = standing;
        nextBackup = next;
    }

    public void showTasks(Supplier<List<TaskRun>> runs) {
        tasks = runs;
    }

    public State state() {
        return new State(
                backups.get()
                        .map(standing -> BackupState.of(standing, nextBackup.get()))
                        .orElse(null),
                lookups.get(),
                tasks.get());
    }
}
