package dev.colophon.backup.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.colophon.backup.Benches;
import dev.colophon.backup.HostileRows;
import dev.colophon.backup.format.BackupKind;
import dev.colophon.backup.place.Places;
import dev.colophon.backup.place.kept.KeptData;
import dev.colophon.backup.restore.Restoration;
import dev.colophon.backup.work.Progress;
import dev.colophon.backup.work.Source;
import dev.colophon.backup.work.Workbench;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a restore replaced goes at last, while the database is served. */
@EveryDatabase
@Timeout(60)
class ForgettingTest {
    @SuppressWarnings("NullAway.Init")
    @TempDir
    Path folder;

    private final TestDatabase rows;

    ForgettingTest(TestDatabase rows) {
        this.rows = rows;
    }

    @BeforeEach
    void restore() throws Exception {
        HostileRows.fillSchema(rows, 1, 5);
        rows.database().close();
        try (Workbench bench = after(Duration.ZERO)) {
            String made =
                    new Creation(bench, Progress.SILENT).run(BackupKind.MANUAL).name();
            var stored = bench.target().find(made, bench.live().installation().id());
            new Restoration(bench, List.of(), Progress.SILENT).run(Source.of(bench.target(), stored), false, false);
        }
        assertThat(kept()).hasSize(1);
    }

    @Test
    void it_stays_until_a_week_is_over_and_a_newer_backup_exists() {
        prune(Duration.ofDays(30));
        assertThat(kept()).as("no backup was made since").hasSize(1);

        try (Workbench bench = after(Duration.ofDays(1))) {
            new Creation(bench, Progress.SILENT).run(BackupKind.MANUAL);
        }
        prune(Duration.ofDays(6));
        assertThat(kept()).as("a week is not over").hasSize(1);

        try (TestDatabase served = new TestDatabase(rows.settings(), TestDatabase.open(rows.settings()), () -> {})) {
            served.run("UPDATE users SET token_epoch = 1");
            prune(Duration.ofDays(8));
            assertThat(kept()).isEmpty();
            assertThat(served.query("SELECT count(*) FROM users WHERE token_epoch <> 1"))
                    .containsExactly("0");
        }
    }

    @Test
    void what_is_gone_meanwhile_is_no_failure_of_the_task() {
        KeptData data = kept().getFirst();
        Places.forget(rows.settings(), data);

        assertThat(kept()).isEmpty();
        assertThatCode(() -> prune(Duration.ofDays(8))).doesNotThrowAnyException();
    }

    private List<KeptData> kept() {
        return Places.kept(rows.settings());
    }

    private void prune(Duration later) {
        try (Workbench bench = after(later)) {
            new Pruning(bench).run(false);
        }
    }

    private Workbench after(Duration later) {
        Workbench bench = Benches.of(rows.settings(), folder);
        return new Workbench(
                bench.database(),
                bench.target(),
                bench.uploads(),
                bench.keys(),
                bench.scratch(),
                bench.keep(),
                bench.release(),
                bench.keyFingerprint(),
                InstantSource.offset(InstantSource.system(), later));
    }
}
