package dev.colophon.backup.target;

import static dev.colophon.backup.target.Samples.HOME;
import static dev.colophon.backup.target.Samples.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.backup.format.BackupKind;
import dev.colophon.storage.StoredBlob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** Oldest first, one each hour until now. */
    private final List<StoredBackup> backups = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "AUTO,30,31,1",
        "AUTO,30,30,0",
        "AUTO,30,39,9",
        "AUTO,30,41,10",
        "MANUAL,30,31,1",
        "BEFORE_MIGRATION,30,6,1",
        "BEFORE_RESTORE,30,6,1",
        "MOVE,30,5,0",
        "MOVE,1,6,1",
        "AUTO,1,4,1",
        "AUTO,1,3,0",
        "AUTO,1,1,0",
        "AUTO,2,9,6",
    })
    void the_oldest_beyond_those_that_are_kept_go(BackupKind kind, int keep, int there, int gone) {
        add(there, kind);

        assertThat(new Retention(keep).replaced(backups, HOME, NOW, false))
                .containsExactlyElementsOf(backups.subList(0, gone));
    }

    @Test
    void all_may_go_at_once_when_that_is_asked_for() {
        add(50, BackupKind.AUTO);

        assertThat(new Retention(30).replaced(backups, HOME, NOW, true))
                .containsExactlyElementsOf(backups.subList(0, 20));
        assertThat(new Retention(1).replaced(backups, HOME, NOW, true))
                .containsExactlyElementsOf(backups.subList(0, 47));
    }

    @Test
    void each_kind_is_a_pool_of_its_own() {
        add(3, BackupKind.MANUAL);
        add(3, BackupKind.AUTO);

        assertThat(new Retention(2).replaced(backups, HOME, NOW, false))
                .containsExactly(backups.get(0), backups.get(3));
    }

    @Test
    void the_order_is_that_of_sequences_and_not_of_the_listing() {
        add(5, BackupKind.AUTO);

        assertThat(new Retention(3).replaced(backups.reversed(), HOME, NOW, false))
                .containsExactly(backups.get(0), backups.get(1));
    }

    @Test
    void what_is_pinned_stays_and_takes_no_place() {
        add(2, BackupKind.AUTO);
        backups.add(listed(BackupKind.AUTO, 3, NOW.minusSeconds(9), true, true));
        backups.add(listed(BackupKind.AUTO, 4, NOW.minusSeconds(8), true, true));
        backups.add(listed(BackupKind.AUTO, 5, NOW.minusSeconds(7), true, false));

        assertThat(new Retention(2).replaced(backups, HOME, NOW, false)).containsExactly(backups.getFirst());
    }

    @Test
    void what_is_dated_in_the_future_stays_and_takes_no_place() {
        backups.add(listed(BackupKind.AUTO, 1, NOW.plusSeconds(60), true, false));
        backups.add(listed(BackupKind.AUTO, 2, NOW, true, false));
        backups.add(listed(BackupKind.AUTO, 3, NOW, true, false));
        backups.add(listed(BackupKind.AUTO, 4, NOW, true, false));

        assertThat(new Retention(1).replaced(backups, HOME, NOW, false)).containsExactly(backups.get(1));
    }

    @Test
    void what_failed_does_not_push_out_what_is_good() {
        add(5, BackupKind.AUTO);
        IntStream.range(6, 20).forEach(number -> backups.add(listed(BackupKind.AUTO, number, NOW, false, false)));

        assertThat(new Retention(5).replaced(backups, HOME, NOW, true)).isEmpty();
    }

    @Test
    void another_installation_is_left_alone() {
        add(10, BackupKind.AUTO);

        assertThat(new Retention(1).replaced(backups, OTHER, NOW, true)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"169,3,1", "168,3,0", "167,3,0", "169,2,0"})
    void what_was_never_verified_goes_after_a_week_if_there_are_three_that_were(int hours, int verified, int gone) {
        backups.add(listed(BackupKind.AUTO, 1, NOW.minus(Duration.ofHours(hours)), false, false));
        IntStream.rangeClosed(1, verified)
                .forEach(number -> backups.add(listed(BackupKind.AUTO, 1 + number, NOW, true, false)));

        assertThat(new Retention(30).abandoned(backups, HOME, NOW, false))
                .containsExactlyElementsOf(backups.subList(0, gone));
        assertThat(new Retention(30).replaced(backups, HOME, NOW, true)).isEmpty();
    }

    @Test
    void an_old_archive_that_was_copied_here_a_moment_ago_stays() {
        StoredBackup old = listed(BackupKind.AUTO, 1, NOW.minus(Duration.ofDays(90)), false, false);
        add(3, BackupKind.AUTO);
        var copied = new StoredBlob(old.name(), 1, NOW.minusSeconds(5));
        backups.add(new StoredBackup(copied, old.parts(), old.sidecar(), false, 1));

        assertThat(new Retention(30).abandoned(backups, HOME, NOW, true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void to_keep_none_is_no_retention(int keep) {
        assertThatThrownBy(() -> new Retention(keep)).isInstanceOf(IllegalArgumentException.class);
    }

    private void add(int count, BackupKind kind) {
        int first = backups.size() + 1;
        IntStream.range(first, first + count)
                .forEach(number ->
                        backups.add(listed(kind, number, NOW.minus(Duration.ofHours(1000 - number)), true, false)));
    }

    static StoredBackup listed(BackupKind kind, long sequence, Instant at, boolean verified, boolean pinned) {
        return Samples.listed(Samples.header(HOME, kind, sequence, at), verified, pinned);
    }
}
