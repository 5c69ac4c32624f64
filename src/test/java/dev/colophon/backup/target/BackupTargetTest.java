package dev.colophon.backup.target;

import static dev.colophon.backup.target.Samples.HOME;
import static dev.colophon.backup.target.Samples.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.account.MovableClock;
import dev.colophon.backup.format.ArchiveHeader;
import dev.colophon.backup.format.BackupKind;
import dev.colophon.database.Ids;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.storage.StorageFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BackupTargetTest {
    private final MovableClock clock = new MovableClock();
    private final MemoryStore store = new MemoryStore(clock);
    private final BackupTarget target = new BackupTarget(store, clock);

    @Test
    void what_was_stored_is_listed_with_all_that_is_known() throws IOException {
        Sidecar sidecar = verified(BackupKind.MANUAL);

        StoredBackup backup = only();
        assertThat(backup.sidecar()).hasValue(sidecar);
        assertThat(backup.name()).isEqualTo(sidecar.name());
        assertThat(backup.kind()).isEqualTo(BackupKind.MANUAL);
        assertThat(backup.createdAt()).isEqualTo(clock.instant());
        assertThat(backup.isVerified()).isTrue();
        assertThat(backup.pinned()).isFalse();
        assertThat(new String(target.open(backup.name()).readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("content of ");
    }

    @Test
    void an_archive_whose_sidecar_is_missing_damaged_or_of_another_is_listed_as_not_verified() {
        Sidecar sidecar = verified(BackupKind.AUTO);
        String beside = sidecar.name() + ".json";
        byte[] json = sidecar.json();
        List<byte[]> wrong = List.of(
                new byte[0],
                "{".getBytes(StandardCharsets.UTF_8),
                new byte[1 << 20],
                changed(sidecar, "\"bytes\":" + sidecar.bytes(), "\"bytes\":1"),
                changed(sidecar, sidecar.name(), sidecar.name().replace("auto", "move")),
                changed(sidecar, "\"kind\":\"auto\"", "\"kind\":\"move\""),
                changed(sidecar, HOME.toString(), OTHER.toString()));

        for (byte[] content : wrong) {
            store.put(beside, content);
            assertThat(only().sidecar()).isEmpty();
            assertThat(only().isVerified()).isFalse();
            assertThat(only().isOf(HOME)).isTrue();
        }
        store.delete(beside);
        assertThat(only().sidecar()).isEmpty();
        store.put(beside, json);
        assertThat(only().isVerified()).isTrue();
    }

    @Test
    void an_archive_that_lost_its_sidecar_can_be_described_again() {
        ArchiveHeader header = Samples.header(HOME, BackupKind.AUTO, 4, clock.instant());
        String name = Samples.store(target, header, "abc");

        target.describe(Samples.sidecar(header, name, "abc"));

        assertThat(only().sidecar().orElseThrow().sequence()).isEqualTo(4);
        assertThat(only().isVerified()).isFalse();
    }

    @Test
    void what_is_no_archive_is_not_listed() {
        Sidecar sidecar = verified(BackupKind.AUTO);
        store.put("colophon.txt", new byte[1]);
        store.put("colophon-notes", new byte[1]);
        store.put("dir/" + sidecar.name(), new byte[1]);
        store.put(sidecar.name().replace("auto", "move") + ".json", sidecar.json());

        assertThat(only().name()).isEqualTo(sidecar.name());
    }

    @Test
    void the_order_goes_by_sequence_when_the_clock_went_back() {
        Sidecar first = verified(BackupKind.AUTO);
        clock.pass(Duration.ofDays(-400));
        Sidecar second = verified(BackupKind.AUTO);
        Sidecar third = verified(BackupKind.MANUAL);

        assertThat(names()).containsExactly(first.name(), second.name(), third.name());
        assertThat(target.find("latest", HOME).name()).isEqualTo(third.name());
        assertThat(third.sequence()).isEqualTo(3);
    }

    @Test
    void one_that_lacks_its_sidecar_stands_where_its_time_says() {
        Sidecar first = verified(BackupKind.AUTO);
        clock.pass(Duration.ofHours(1));
        String unknown = Samples.store(target, Samples.header(HOME, BackupKind.AUTO, 2, clock.instant()), "x");
        clock.pass(Duration.ofHours(1));
        Sidecar third = verified(BackupKind.AUTO);

        assertThat(names()).containsExactly(first.name(), unknown, third.name());
        assertThat(third.sequence()).isEqualTo(2);
    }

    @Test
    void a_hundred_backups_on_a_clock_that_stands_still_have_a_hundred_names_and_an_order() {
        List<String> made = Collections.nCopies(100, BackupKind.AUTO).stream()
                .map(kind -> verified(kind).name())
                .toList();

        assertThat(made).doesNotHaveDuplicates();
        assertThat(names()).containsExactlyElementsOf(made);
        assertThat(target.nextSequence(HOME)).isEqualTo(101);
        assertThat(target.find("latest", HOME).name()).isEqualTo(made.getLast());
    }

    @Test
    void each_installation_counts_for_itself() {
        verified(BackupKind.AUTO);
        verified(BackupKind.AUTO);

        assertThat(target.nextSequence(OTHER)).isOne();
        assertThat(target.nextSequence(HOME)).isEqualTo(3);
    }

    @Test
    void the_latest_is_the_newest_that_passed_and_still_stands() {
        Sidecar good = verified(BackupKind.AUTO);
        Sidecar broken = verified(BackupKind.AUTO);
        target.verified(broken, Verification.failed(1, clock.instant(), "1", "sum of entry 3"));
        ArchiveHeader header = Samples.header(HOME, BackupKind.AUTO, 9, clock.instant());
        target.describe(Samples.sidecar(header, Samples.store(target, header, "y"), "y"));

        assertThat(target.find("latest", HOME).name()).isEqualTo(good.name());
    }

    @Test
    void an_empty_database_gets_the_latest_of_the_only_installation_there_is() {
        Sidecar own = verified(BackupKind.AUTO);
        assertThat(target.find("latest", Ids.FIRST).name()).isEqualTo(own.name());
        ArchiveHeader header = Samples.header(OTHER, BackupKind.AUTO, 1, clock.instant());
        Sidecar other = Samples.sidecar(header, Samples.store(target, header, "z"), "z");
        target.verified(other, Verification.passed(1, clock.instant(), "1"));
        refused("latest", Ids.FIRST, ExitCode.NO_SUCH_BACKUP, "of another installation");
    }

    @Test
    void there_is_no_latest_without_a_verified_one_of_this_installation() {
        refused("latest", HOME, ExitCode.NO_SUCH_BACKUP, "holds none");

        ArchiveHeader header = Samples.header(HOME, BackupKind.AUTO, 1, clock.instant());
        Samples.store(target, header, "x");
        refused("latest", HOME, ExitCode.NO_SUCH_BACKUP, "none of the 1 of this installation");
        refused("latest", OTHER, ExitCode.NO_SUCH_BACKUP, "of another installation");
        refused("latest", Ids.FIRST, ExitCode.NO_SUCH_BACKUP, "of another installation");
    }

    @Test
    void a_backup_is_found_by_its_name_or_by_a_beginning_that_only_it_has() {
        Sidecar one = verified(BackupKind.AUTO);
        Sidecar two = verified(BackupKind.MANUAL);

        assertThat(target.find(one.name(), HOME).name()).isEqualTo(one.name());
        assertThat(target.find("colophon-0198c2a4-man", OTHER).name()).isEqualTo(two.name());
        refused("colophon-0198c2a4-", HOME, ExitCode.USAGE, one.name());
        refused("colophon-0198c2a4-x", HOME, ExitCode.NO_SUCH_BACKUP, "no name");
        refused(one.name() + ".json", HOME, ExitCode.NO_SUCH_BACKUP, "no name");
    }

    @Test
    void an_exact_name_wins_over_a_longer_one() {
        ArchiveHeader header = Samples.header(HOME, BackupKind.AUTO, 1, clock.instant());
        String plain = Samples.store(target, header, "x");
        store.put(plain + ".age", new byte[1]);

        assertThat(target.find(plain, HOME).name()).isEqualTo(plain);
    }

    @Test
    void a_pin_stays_until_it_is_taken_off() {
        verified(BackupKind.AUTO);

        target.pin(only());
        assertThat(only().pinned()).isTrue();
        assertThat(only().isVerified()).isTrue();
        target.unpin(only());
        target.unpin(only());
        assertThat(only().pinned()).isFalse();
    }

    @Test
    void an_interrupted_removal_leaves_nothing_that_looks_whole() {
        for (int changes = 0; changes < 3; changes++) {
            verified(BackupKind.AUTO);
            target.pin(only());
            store.dieAfter(changes);
            assertThatThrownBy(() -> target.delete(only())).isInstanceOf(StorageFailure.class);
            store.dieAfter(Integer.MAX_VALUE);

            if (changes == 0) {
                target.delete(only());
            }
            assertThat(target.list()).isEmpty();
            clock.pass(Duration.ofDays(8));
            target.sweep(Duration.ofDays(7));
            assertThat(store.names()).isEmpty();
        }
    }

    @Test
    void only_what_was_left_behind_long_ago_is_swept() {
        Sidecar gone = verified(BackupKind.AUTO);
        store.delete(gone.name());
        Sidecar kept = verified(BackupKind.AUTO);
        target.pin(only());
        store.put("colophon-of-somebody-else.json", new byte[1]);

        assertThat(target.sweep(Duration.ofDays(7))).isZero();
        clock.pass(Duration.ofDays(8));
        assertThat(target.sweep(Duration.ofDays(7))).isOne();
        assertThat(store.names())
                .containsExactlyInAnyOrder(
                        kept.name(), kept.name() + ".json", kept.name() + ".pin", "colophon-of-somebody-else.json");
    }

    @Test
    void the_failures_of_a_store_have_exit_codes() {
        for (StorageFailure.Reason reason : StorageFailure.Reason.values()) {
            StartFailure failure = TargetFailure.of("write", new StorageFailure(reason, "why", null));
            assertThat(failure.exitCode())
                    .isEqualTo(
                            switch (reason) {
                                case MISSING -> ExitCode.NO_SUCH_BACKUP;
                                case FULL -> ExitCode.NO_SPACE;
                                case DAMAGED -> ExitCode.BACKUP_CORRUPT;
                                case DENIED, UNREACHABLE, EXISTS -> ExitCode.TARGET_FAILED;
                            });
            assertThat(failure.why()).isEqualTo("why");
        }
    }

    private Sidecar verified(BackupKind kind) {
        return Samples.verified(target, kind, clock.instant());
    }

    private StoredBackup only() {
        assertThat(target.list()).hasSize(1);
        return target.list().getFirst();
    }

    private List<String> names() {
        return target.list().stream().map(StoredBackup::name).toList();
    }

    private void refused(String text, UUID installation, ExitCode code, String why) {
        assertThatThrownBy(() -> target.find(text, installation))
                .isInstanceOfSatisfying(StartFailure.class, failure -> {
                    assertThat(failure.exitCode()).isEqualTo(code);
                    assertThat(failure.why()).contains(why);
                });
    }

    private static byte[] changed(Sidecar sidecar, String what, String into) {
        String text = new String(sidecar.json(), StandardCharsets.UTF_8);
        assertThat(text).contains(what);
        return text.replace(what, into).getBytes(StandardCharsets.UTF_8);
    }
}
