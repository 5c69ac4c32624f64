package dev.colophon.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.backup.Benches;
import dev.colophon.backup.Copies;
import dev.colophon.backup.HostileRows;
import dev.colophon.backup.format.BackupKind;
import dev.colophon.backup.format.TableTotal;
import dev.colophon.backup.place.Places;
import dev.colophon.backup.task.Creation;
import dev.colophon.backup.work.Progress;
import dev.colophon.backup.work.Source;
import dev.colophon.backup.work.Workbench;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The case that backups are made for: the live file cannot be read any more. */
@Timeout(60)
class DamagedFileTest {
    private static final byte[] GARBAGE = new byte[4_000];

    static {
        Arrays.fill(GARBAGE, (byte) 0x5a);
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 4_096})
    void a_damaged_file_is_replaced_when_it_is_said_that_it_cannot_be_saved(int from) throws Exception {
        try (TestDatabase rows = TestDatabase.create(Engine.SQLITE);
                Workbench bench = Benches.of(rows.settings(), folder)) {
            HostileRows.fillSchema(rows, 6, 20);
            rows.database().close();
            List<TableTotal> before = Copies.totals(rows, folder);
            new Creation(bench, Progress.SILENT).run(BackupKind.MANUAL);
            damage(rows.settings().sqlitePath(), from);
            byte[] damaged = Files.readAllBytes(rows.settings().sqlitePath());

            Source source = Source.of(
                    bench.target(),
                    bench.target()
                            .find("latest", bench.live().installationIfKnown().id()));
            var restoration = new Restoration(bench, List.of(), Progress.SILENT);
            assertThatThrownBy(() -> restoration.run(source, false, true))
                    .isInstanceOfSatisfying(StartFailure.class, failure -> {
                        assertThat(failure.exitCode()).isEqualTo(ExitCode.RESTORE_FAILED);
                        assertThat(failure.remedy()).contains("--no-safety");
                    });
            assertThat(Files.readAllBytes(rows.settings().sqlitePath())).isEqualTo(damaged);

            restoration.run(source, false, false);
            assertThat(Copies.totals(rows, folder)).isEqualTo(before);
            assertThat(Places.kept(rows.settings())).hasSize(1);
        }
    }

    private static void damage(Path file, int from) throws Exception {
        byte[] content = Files.readAllBytes(file);
        System.arraycopy(GARBAGE, 0, content, from, GARBAGE.length);
        Files.write(file, content);
    }
}
