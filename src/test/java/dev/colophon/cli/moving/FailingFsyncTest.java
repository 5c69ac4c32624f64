package dev.colophon.cli.moving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.problem.ExitCode;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.TakesLong;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A disk that does not keep what it took: strace makes one fsync after the other fail, those of SQLite as well. The
 * failure is told by an exit code of its own, and everything is as before or, at the last step, whole and new. Some
 * SQLite keeps to itself, such as those of a folder or of a checkpoint at the end; a restore forces the finished file
 * to the disk once more before it is swapped in, and that one is told.
 */
@Tag("tools")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
@TakesLong("runs the program once for each fsync")
class FailingFsyncTest {
    private static final List<ExitCode> TOLD = List.of(
            ExitCode.NO_SPACE,
            ExitCode.TARGET_FAILED,
            ExitCode.RESTORE_FAILED,
            ExitCode.RESTORE_UNFINISHED,
            ExitCode.MIGRATION_FAILED,
            ExitCode.CANNOT_WRITE);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"SQLITE, CREATE", "SQLITE, RESTORE", "POSTGRESQL, CREATE"})
    void each_is_told_and_leaves_all_old_or_all_new(Engine engine, KilledVerb verb) throws Exception {
        List<Integer> told = new ArrayList<>();
        try (KilledScene scene = KilledScene.of(engine, verb, folder)) {
            Path trace = folder.resolve("trace");
            int number = 0;
            boolean injected = true;
            while (injected) {
                scene.prepare();
                number++;
                int exitCode = run(scene, trace, number);
                List<String> failed = Files.readAllLines(trace).stream()
                        .filter(line -> line.contains("(INJECTED)"))
                        .toList();
                String when = verb + " with failure " + number + ": " + exitCode + "\n" + failed + "\n"
                        + Files.readString(folder.resolve("output"));
                if (exitCode == 0) {
                    assertThat(failed).as(when).noneMatch(line -> line.contains("/backups"));
                } else {
                    assertThat(TOLD).as(when).extracting(ExitCode::number).contains(exitCode);
                    told.add(exitCode);
                }
                injected = !failed.isEmpty();
                scene.requireWhole(when);
            }
        }
        assertThat(told).contains(ExitCode.TARGET_FAILED.number()).hasSizeGreaterThanOrEqualTo(4);
        if (verb == KilledVerb.RESTORE) {
            assertThat(told)
                    .as("the file, the note, and the folder before the swap and after it")
                    .contains(ExitCode.RESTORE_FAILED.number(), ExitCode.RESTORE_UNFINISHED.number());
        }
    }

    /** The n-th of each thread fails. */
    private static int run(KilledScene scene, Path trace, int n) throws Exception {
        Process program = scene.start(List.of(
                "strace",
                "-f",
                "-qq",
                "-y",
                "--seccomp-bpf",
                "-e",
                "trace=fsync,fdatasync",
                "-e",
                "inject=fsync,fdatasync:error=EIO:when=" + n,
                "-o",
                trace.toString()));
        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return program.exitValue();
    }
}
