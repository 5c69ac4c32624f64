package dev.colophon.backup.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.account.MovableClock;
import dev.colophon.backup.format.BackupKind;
import dev.colophon.storage.directory.DirectoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same in a real folder. */
class FolderTargetTest {
    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();

    @Test
    void backups_of_a_folder_are_made_listed_pinned_and_removed() throws IOException {
        try (BackupTarget target = new BackupTarget(DirectoryStore.open(folder.resolve("new"), clock), clock)) {
            assertThat(target.list()).isEmpty();
            Sidecar first = Samples.verified(target, BackupKind.AUTO, clock.instant());
            Sidecar second = Samples.verified(target, BackupKind.AUTO, clock.instant());
            target.pin(target.list().getFirst());
            target.failed(Samples.HOME, new FailedRun(clock.instant(), BackupKind.AUTO, 16));

            List<StoredBackup> listed = target.list();
            assertThat(listed).extracting(StoredBackup::name).containsExactly(first.name(), second.name());
            assertThat(listed).allMatch(StoredBackup::isVerified);
            assertThat(listed).extracting(StoredBackup::pinned).containsExactly(true, false);
            assertThat(target.lastFailure(Samples.HOME)).hasValue(new FailedRun(clock.instant(), BackupKind.AUTO, 16));
            assertThat(target.lastFailure(Samples.OTHER)).isEmpty();
            assertThat(target.freeBytes()).isPresent();

            listed.forEach(target::delete);
            target.sweep(Duration.ofDays(7));
            assertThat(target.list()).isEmpty();
            assertThat(files()).containsExactly("colophon-0198c2a4-failed.json");
        }
    }

    @Test
    void what_is_not_the_memory_of_a_failed_run_is_none() throws IOException {
        try (BackupTarget target = new BackupTarget(DirectoryStore.open(folder, clock), clock)) {
            Files.writeString(folder.resolve("colophon-0198c2a4-failed.json"), "{\"at\":\"yesterday\"}");

            assertThat(target.lastFailure(Samples.HOME)).isEmpty();
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }
}
