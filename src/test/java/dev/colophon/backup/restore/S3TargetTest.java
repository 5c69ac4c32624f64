package dev.colophon.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.backup.Benches;
import dev.colophon.backup.Copies;
import dev.colophon.backup.HostileRows;
import dev.colophon.backup.format.BackupKind;
import dev.colophon.backup.format.TableTotal;
import dev.colophon.backup.target.Sidecar;
import dev.colophon.backup.target.StoredBackup;
import dev.colophon.backup.task.Checking;
import dev.colophon.backup.task.Creation;
import dev.colophon.backup.task.Pruning;
import dev.colophon.backup.work.Keys;
import dev.colophon.backup.work.Progress;
import dev.colophon.backup.work.Source;
import dev.colophon.backup.work.Workbench;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.storage.S3Settings;
import dev.colophon.storage.opening.Stores;
import dev.colophon.storage.s3.FaultyWay;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.S3Server;
import dev.colophon.testing.TakesLong;
import dev.colophon.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups in S3-compatible storage, and what goes wrong on the way there. */
@EveryDatabase
@Timeout(120)
@TakesLong("a request is tried again after a while")
class S3TargetTest {
    private static final int ALWAYS = 100;
    private static final String WRITE = "(PUT|POST) .*[.]clb.*";
    private static final String READ = "GET .*[.]clb HTTP.*";

    @TempDir
    Path folder;

    private final TestDatabase rows;
    private final S3Settings settings = S3Server.bucket();
    private FaultyWay way;
    private Workbench plain;
    private Workbench bench;

    S3TargetTest(TestDatabase rows) {
        this.rows = rows;
    }

    @BeforeEach
    void fill() throws IOException {
        HostileRows.fillSchema(rows, 13, 30);
        rows.database().close();
        way = new FaultyWay(settings.endpoint().orElseThrow().getPort());
        plain = bench(settings);
        bench = bench(S3Server.settings(settings.bucket(), way.port()));
    }

    private Workbench bench(S3Settings target) {
        var store = Stores.s3(target, InstantSource.system());
        return Benches.of(rows.settings(), folder, store, Keys.of(List.of(), Optional.empty()));
    }

    @AfterEach
    void nothing_is_left() {
        assertThat(plain.target().sweep(Duration.ofDays(-1))).isZero();
        plain.close();
        bench.close();
        way.close();
    }

    @Test
    void all_that_is_done_in_a_folder_is_done_there() {
        List<TableTotal> before = totals();
        List<Sidecar> made = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            made.add(create());
        }
        StoredBackup last = find(made.getLast());
        assertThat(new Checking(plain, Progress.SILENT).run(last, 1).verifiedLevel())
                .isEqualTo(1);
        assertThat(new Checking(plain, Progress.SILENT).run(last, 2).verifiedLevel())
                .isEqualTo(2);
        assertThat(new Drill(plain, Progress.SILENT).run(last).sidecar().verifiedLevel())
                .isEqualTo(3);

        rows.run("DELETE FROM userbook_tags");
        restore(made.getLast());
        assertThat(totals()).isEqualTo(before);

        plain.target().pin(find(made.getFirst()));
        var few = new Workbench(
                plain.database(),
                plain.target(),
                plain.uploads(),
                plain.keys(),
                folder,
                2,
                "test",
                Benches.KEY,
                plain.clock());
        assertThat(new Pruning(few).run(false))
                .extracting(StoredBackup::name)
                .containsExactly(made.get(1).name(), made.get(2).name());
        assertThat(plain.target().list())
                .filteredOn(backup -> backup.kind() == BackupKind.MANUAL)
                .extracting(StoredBackup::name)
                .containsExactly(
                        made.get(0).name(), made.get(3).name(), made.get(4).name());
    }

    @Test
    void a_backup_survives_what_passes() {
        way.plan(1, WRITE, exchange -> exchange.breakAfter(1_000));
        way.plan(2, WRITE, FaultyWay.refusal(503, "SlowDown"));
        Sidecar made = create();
        rows.run("DELETE FROM userbook_tags");
        way.plan(2, READ, FaultyWay.refusal(503, "SlowDown"));
        restore(made);

        assertThat(plain.target().list()).hasSize(2).allMatch(StoredBackup::isVerified);
    }

    @Test
    void nothing_is_kept_of_a_backup_that_does_not_arrive() {
        Sidecar made = create();
        way.plan(ALWAYS, WRITE, exchange -> exchange.breakAfter(1_000));
        ends(List.of(ExitCode.TARGET_FAILED), this::create);
        way.mend();
        way.plan(ALWAYS, WRITE, FaultyWay.refusal(403, "AccessDenied"));
        ends(List.of(ExitCode.TARGET_FAILED), this::create);
        // nor is anything restored without a safety copy
        ends(List.of(ExitCode.TARGET_FAILED), () -> restore(made));
        way.mend();

        assertThat(plain.target().list()).extracting(StoredBackup::name).containsExactly(made.name());
    }

    /** Cut while its header is read, while it is verified and while it is loaded. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void a_backup_that_comes_cut_short_is_not_restored(int whole) {
        Sidecar made = create();
        way.plan(whole, READ, exchange -> exchange.answer(exchange.forward()));
        way.plan(ALWAYS, READ, FaultyWay.cutAnswer(4_000));
        ends(List.of(ExitCode.BACKUP_CORRUPT, ExitCode.TARGET_FAILED), () -> bare(made));
        way.mend();
        way.plan(ALWAYS, READ, FaultyWay.refusal(403, "AccessDenied"));
        ends(List.of(ExitCode.TARGET_FAILED), () -> bare(made));
        way.mend();

        bare(made);
    }

    @Test
    void a_target_that_is_away_is_said() {
        // a port that was closed may be somebody else's by then
        try (Workbench away = bench(S3Server.settings(settings.bucket(), 1))) {
            ends(List.of(ExitCode.TARGET_FAILED), () -> new Creation(away, Progress.SILENT).run(BackupKind.MANUAL));
            ends(List.of(ExitCode.TARGET_FAILED), () -> new Pruning(away).run(false));
        }
    }

    private Sidecar create() {
        return new Creation(bench, Progress.SILENT).run(BackupKind.MANUAL);
    }

    private StoredBackup find(Sidecar made) {
        return plain.target().find(made.name(), made.installation());
    }

    private void restore(Sidecar made) {
        new Restoration(bench, List.of(), Progress.SILENT).run(Source.of(bench.target(), find(made)), false, true);
    }

    /** Without a safety copy. */
    private void bare(Sidecar made) {
        new Restoration(bench, List.of(), Progress.SILENT).run(Source.of(bench.target(), find(made)), false, false);
    }

    private void ends(List<ExitCode> codes, ThrowingCallable work) {
        List<TableTotal> before = totals();
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        failure -> assertThat(failure.exitCode())
                                .as(failure.getMessage())
                                .isIn(codes));
        assertThat(totals()).isEqualTo(before);
    }

    private List<TableTotal> totals() {
        return Copies.totals(rows, folder);
    }
}
