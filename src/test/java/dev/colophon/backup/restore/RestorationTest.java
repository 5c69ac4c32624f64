package dev.colophon.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.account.invitation.Invitations;
import dev.colophon.account.reset.ResetLinks;
import dev.colophon.account.token.SignOut;
import dev.colophon.backup.Benches;
import dev.colophon.backup.Copies;
import dev.colophon.backup.HostileRows;
import dev.colophon.backup.format.BackupKind;
import dev.colophon.backup.format.TableTotal;
import dev.colophon.backup.target.Sidecar;
import dev.colophon.backup.task.Checking;
import dev.colophon.backup.task.Creation;
import dev.colophon.backup.work.Progress;
import dev.colophon.backup.work.Source;
import dev.colophon.backup.work.Workbench;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Backups made and put back, as a verb does it. */
@EveryDatabase
@Timeout(120)
class RestorationTest {
    @TempDir
    Path folder;

    private final TestDatabase rows;
    private Workbench bench;

    RestorationTest(TestDatabase rows) {
        this.rows = rows;
    }

    @BeforeEach
    void fill() throws Exception {
        HostileRows.fillSchema(rows, 1, 40);
        rows.database().close();
        bench = Benches.of(rows.settings(), folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void a_backup_is_verified_and_restores_to_the_same_hashes() {
        List<TableTotal> before = totals();
        Sidecar made = create();
        assertThat(made.verifiedLevel()).isEqualTo(1);
        assertThat(new Checking(bench, Progress.SILENT)
                        .run(bench.target().find(made.name(), made.installation()), 2)
                        .verifiedLevel())
                .isEqualTo(2);

        rows.run("DELETE FROM userbook_tags");
        assertThat(totals()).isNotEqualTo(before);
        restore("latest", true);

        assertThat(totals()).isEqualTo(before);
    }

    @Test
    void what_a_restore_replaced_comes_back_and_the_undo_can_be_undone() {
        create();
        rows.run("DELETE FROM userbook_tags");
        List<TableTotal> after = totals();
        restore("latest", true);
        List<TableTotal> restored = totals();

        new Undoing(bench).run();
        assertThat(totals()).isEqualTo(after);
        new Undoing(bench).run();
        assertThat(totals()).isEqualTo(restored);
    }

    @Test
    void the_live_data_is_backed_up_first_and_the_latest_stays_the_one_that_was_meant() {
        Sidecar made = create();
        rows.run("DELETE FROM userbook_tags");
        List<TableTotal> after = totals();
        restore("latest", true);

        var safety = bench.target().list().getLast();
        assertThat(safety.kind()).isEqualTo(BackupKind.BEFORE_RESTORE);
        assertThat(bench.target().find("latest", made.installation()).name()).isEqualTo(made.name());
        restore(safety.name(), false);
        assertThat(totals()).isEqualTo(after);
    }

    @Test
    void everybody_is_signed_out_and_links_that_were_used_since_open_nothing() {
        rows.run("UPDATE users SET token_epoch = 3");
        create();
        restore(
                "latest",
                false,
                List.of(
                        new LastStatement(SignOut.EVERYBODY, SignOut.at(bench.now())),
                        new LastStatement(ResetLinks.FORGET_ALL),
                        new LastStatement(Invitations.FORGET_ALL)));

        assertThat(rows.query("SELECT count(*) FROM password_resets")).containsExactly("0");
        assertThat(rows.query("SELECT count(*) FROM invitations")).containsExactly("0");
        assertThat(rows.query("SELECT count(*) FROM users WHERE token_epoch < "
                        + bench.now().minusSeconds(3600).getEpochSecond()))
                .containsExactly("0");
    }

    @Test
    void a_backup_with_another_key_or_of_another_installation_is_refused_unless_it_is_wanted() {
        create();
        Workbench other = new Workbench(
                bench.database(),
                bench.target(),
                bench.uploads(),
                bench.keys(),
                bench.scratch(),
                bench.keep(),
                bench.release(),
                "fedcba9876543210",
                bench.clock());
        unchanged(
                ExitCode.BACKUP_REFUSED,
                () -> new Restoration(other, List.of(), Progress.SILENT).run(latest(), false, false));

        rows.run("UPDATE installation SET installation_id = '00000000-0000-7000-8000-000000000001'");
        Source source = Source.of(bench.target(), bench.target().list().getLast());
        unchanged(
                ExitCode.BACKUP_REFUSED,
                () -> new Restoration(bench, List.of(), Progress.SILENT).run(source, false, false));
        new Restoration(bench, List.of(), Progress.SILENT).run(source, true, false);
    }

    @Test
    void a_damaged_backup_changes_nothing_and_is_known_from_then_on() throws Exception {
        Sidecar made = create();
        Path archive = folder.resolve("backups").resolve(made.name());
        byte[] content = Files.readAllBytes(archive);
        content[content.length / 2] ^= 1;
        Files.write(archive, content);

        unchanged(ExitCode.BACKUP_CORRUPT, () -> restore("latest", false));
        var stored = bench.target().find(made.name(), made.installation());
        assertThatThrownBy(() -> new Checking(bench, Progress.SILENT).run(stored, 1))
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.BACKUP_CORRUPT));
        unchanged(ExitCode.NO_SUCH_BACKUP, () -> restore("latest", false));
    }

    @Test
    void a_database_that_somebody_uses_is_not_restored() {
        create();
        try (var database = TestDatabase.open(rows.settings())) {
            database.holdInstanceLock();
            beat();
            unchanged(ExitCode.BACKUP_REFUSED, () -> restore("latest", false));
        }
    }

    @Test
    void a_file_from_elsewhere_is_restored_like_one_that_is_kept() throws Exception {
        List<TableTotal> before = totals();
        Sidecar made = create();
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve(made.name());
        Files.move(folder.resolve("backups").resolve(made.name()), elsewhere);
        rows.run("DELETE FROM userbook_tags");

        new Restoration(bench, List.of(), Progress.SILENT).run(Source.of(elsewhere), false, true);
        assertThat(totals()).isEqualTo(before);
    }

    @Test
    void a_rehearsal_leaves_nothing_behind_and_says_how_long_it_took() {
        create();
        List<TableTotal> before = totals();
        var backup = bench.target().list().getLast();

        Drill.Outcome outcome = new Drill(bench, Progress.SILENT).run(backup);

        assertThat(outcome.sidecar().verifiedLevel()).isEqualTo(3);
        assertThat(outcome.seconds()).isPositive();
        assertThat(totals()).isEqualTo(before);
        assertThat(folder.toFile().list()).containsExactly("backups");
    }

    @Test
    void what_a_killed_rehearsal_has_left_goes_away_with_a_later_one() throws Exception {
        create();
        Workbench later = new Workbench(
                bench.database(),
                bench.target(),
                bench.uploads(),
                bench.keys(),
                folder,
                bench.keep(),
                bench.release(),
                bench.keyFingerprint(),
                InstantSource.offset(bench.clock(), Duration.ofDays(3)));
        ScratchDatabase.make(bench).place().open().close();
        var backup = bench.target().list().getLast();
        new Drill(bench, Progress.SILENT).run(backup);
        assertThat(drills()).hasSize(1);

        new Drill(later, Progress.SILENT).run(backup);
        assertThat(drills()).isEmpty();
    }

    private List<String> drills() {
        return rows.engine() == Engine.POSTGRESQL
                ? rows.query("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'colophon%'")
                : Stream.of(folder.toFile().list())
                        .filter(name -> name.contains("drill"))
                        .toList();
    }

    private void beat() {
        rows.run("INSERT INTO instances (id, release, needed_level, seen_at)"
                + " VALUES ('00000000-0000-7000-8000-000000000002', 'test', 1, CURRENT_TIMESTAMP)");
    }

    private Sidecar create() {
        return new Creation(bench, Progress.SILENT).run(BackupKind.MANUAL);
    }

    private Source latest() throws Exception {
        var installation = bench.live().installation().id();
        return Source.of(bench.target(), bench.target().find("latest", installation));
    }

    private void restore(String name, boolean safety) {
        restore(name, safety, List.of());
    }

    private void restore(String name, boolean safety, List<LastStatement> last) {
        try {
            var installation = bench.live().installation().id();
            Source source = Source.of(bench.target(), bench.target().find(name, installation));
            new Restoration(bench, last, Progress.SILENT).run(source, false, safety);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void unchanged(ExitCode code, ThrowingCallable work) {
        List<TableTotal> before = totals();
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        failure -> assertThat(failure.exitCode())
                                .as(failure.getMessage())
                                .isEqualTo(code));
        assertThat(totals()).isEqualTo(before);
    }

    private List<TableTotal> totals() {
        return Copies.totals(rows, folder);
    }
}
