package dev.colophon.backup.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.account.MovableClock;
import dev.colophon.backup.format.BackupKind;
import dev.colophon.backup.target.Samples;
import dev.colophon.observe.metric.Meters;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class NotifierTest {
    static final Notice FAILURE = Notice.of(
            new StartFailure(ExitCode.TARGET_FAILED, "write the backup", "no room\nleft; $(id) `id`", "make room"),
            BackupKind.AUTO,
            Samples.HOME,
            Instant.parse("2026-03-01T12:00:00Z"));

    private final Meters meters = new Meters();
    private final BackupMetrics metrics = new BackupMetrics(meters);

    @TempDir
    Path folder;

    @Test
    void a_program_gets_the_facts_and_none_of_our_secrets() throws Exception {
        String script = script(
                "env > '" + folder.resolve("seen") + "'; printf '%s' \"$*\" > '" + folder.resolve("arguments") + "'");

        new NoticeCommand(List.of(script, "$HOME", "; id")).run(FAILURE);

        assertThat(Files.readString(folder.resolve("arguments"))).isEqualTo("$HOME ; id");
        List<String> seen = Files.readAllLines(folder.resolve("seen"));
        assertThat(seen)
                .contains(
                        "COLOPHON_BACKUP_OUTCOME=failure",
                        "COLOPHON_BACKUP_KIND=auto",
                        "COLOPHON_BACKUP_INSTALLATION=" + Samples.HOME,
                        "COLOPHON_BACKUP_AT=2026-03-01T12:00:00Z",
                        "COLOPHON_BACKUP_NAME=",
                        "COLOPHON_BACKUP_EXIT_CODE=17",
                        "COLOPHON_BACKUP_WHY=write the backup: no room left; $(id) `id` (make room)");
        assertThat(seen)
                .allMatch(line ->
                        line.matches("(COLOPHON_BACKUP_\\w+|PATH|HOME|LANG|LC_ALL|TZ|TMPDIR|PWD|OLDPWD|SHLVL|_)=.*"));
    }

    @Test
    void a_program_that_fails_hangs_or_is_missing_is_a_failure() throws Exception {
        assertThatThrownBy(() -> new NoticeCommand(List.of(script("exit 3"))).run(FAILURE))
                .isInstanceOf(NoticeFailure.class)
                .hasMessageContaining("ended with 3");
        assertThatThrownBy(() -> new NoticeCommand(List.of("/nowhere/notify")).run(FAILURE))
                .isInstanceOf(NoticeFailure.class)
                .hasMessageContaining("cannot be run");
        String slow = script("sleep 613 & sleep 613");
        assertThatThrownBy(() -> new NoticeCommand(List.of(slow), Duration.ofMillis(500)).run(FAILURE))
                .isInstanceOf(NoticeFailure.class)
                .hasMessageContaining("did not end");
        assertThat(sleepsOn()).as("a program that outlived its time").isFalse();
    }

    /** A process that was killed takes a moment to be gone. */
    private static boolean sleepsOn() throws InterruptedException {
        for (int look = 0; look < 50; look++) {
            if (ProcessHandle.allProcesses().noneMatch(NotifierTest::sleeps)) {
                return false;
            }
            Thread.sleep(100);
        }
        return true;
    }

    private static boolean sleeps(ProcessHandle process) {
        return process.isAlive() && process.info().commandLine().orElse("").endsWith("sleep 613");
    }

    @Test
    void a_program_that_prints_without_end_does_not_hang() throws Exception {
        new NoticeCommand(List.of(script("head -c 20000000 /dev/zero | tr '\\0' x; exit 0"))).run(FAILURE);
    }

    @Test
    void a_program_that_leaves_another_behind_does_not_hang() throws Exception {
        new NoticeCommand(List.of(script("setsid sleep 5 & exit 0"))).run(FAILURE);
    }

    @Test
    void a_notice_that_does_not_arrive_is_counted_and_changes_nothing() throws IOException {
        notifier(List.of(script("exit 1")), Optional.empty()).tell(FAILURE);
        notifier(List.of(script("exit 0")), Optional.empty()).tell(FAILURE);
        notifier(List.of(), Optional.empty()).tell(FAILURE);

        assertThat(meters.text())
                .contains("colophon_backup_notices_total{way=\"command\",outcome=\"failed\"} 1\n")
                .contains("colophon_backup_notices_total{way=\"command\",outcome=\"sent\"} 1\n")
                .doesNotContain("way=\"url\"");
    }

    @Test
    void an_address_nobody_listens_at_is_tried_thrice_and_counted() {
        notifier(List.of(), Optional.of(URI.create("http://127.0.0.1:1/hook?token=t")))
                .tell(FAILURE);

        assertThat(meters.text()).contains("colophon_backup_notices_total{way=\"url\",outcome=\"failed\"} 1\n");
    }

    private Notifier notifier(List<String> command, Optional<URI> address) {
        return new Notifier(new NoticeSettings(command, address, new Secret("k")), new MovableClock(), metrics);
    }

    private String script(String text) throws IOException {
        Path file = Files.createTempFile(folder, "notify", ".sh");
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }
}
