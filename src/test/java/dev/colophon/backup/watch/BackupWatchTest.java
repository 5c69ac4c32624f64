package dev.colophon.backup.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.account.MovableClock;
import dev.colophon.backup.format.BackupKind;
import dev.colophon.backup.target.BackupTarget;
import dev.colophon.backup.target.FailedRun;
import dev.colophon.backup.target.MemoryStore;
import dev.colophon.backup.target.Samples;
import dev.colophon.backup.target.Sidecar;
import dev.colophon.backup.target.Verification;
import dev.colophon.observe.BootReport;
import dev.colophon.observe.BuildInfo;
import dev.colophon.observe.Health;
import dev.colophon.observe.metric.Meters;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BackupWatchTest {
    private static final String SUCCESS = "colophon_backup_last_success_timestamp_seconds";
    private static final String VERIFIED = "colophon_backup_last_verified_timestamp_seconds";
    private static final String FAILURE = "colophon_backup_last_failure_timestamp_seconds";

    private final MovableClock clock = new MovableClock();
    private final MemoryStore store = new MemoryStore(clock);
    private final BackupTarget target = new BackupTarget(store, clock);
    private final Meters meters = new Meters();
    private final Health health = health(meters);
    private final BackupMetrics metrics = new BackupMetrics(meters);
    private final BackupWatch watch = new BackupWatch(
            target,
            () -> Samples.HOME,
            clock,
            metrics,
            new BackupHealth(health, Optional.of(Duration.ofHours(12)), clock.instant()));

    private Health health(Meters all) {
        BootReport.Instance instance =
                new BootReport.Instance("test", new BuildInfo("1", "unknown"), "test", clock.instant());
        return new Health(new BootReport(instance, all, clock), all);
    }

    @AfterEach
    void close() throws InterruptedException {
        watch.close();
    }

    @Test
    void nothing_is_shown_before_somebody_looks() {
        assertThat(meters.text()).doesNotContain("colophon_backup");
        assertThat(watch.standing()).isEmpty();
    }

    @Test
    void never_is_nought_and_no_size() throws InterruptedException {
        start();

        assertThat(meters.text())
                .contains(SUCCESS + "{kind=\"auto\"} 0\n")
                .contains(SUCCESS + "{kind=\"before-restore\"} 0\n")
                .contains(VERIFIED + "{level=\"1\"} 0\n")
                .contains(VERIFIED + "{level=\"3\"} 0\n")
                .contains(FAILURE + " 0\n")
                .contains("colophon_backup_archives{state=\"verified\"} 0\n")
                .contains("colophon_backup_archives{state=\"unverified\"} 0\n")
                .contains("colophon_backup_target_up 1\n")
                .contains("colophon_backup_target_free_bytes 1000000\n")
                .doesNotContain("last_size")
                .doesNotContain("last_duration")
                .doesNotContain("oldest")
                .doesNotContain("schedule_interval");
        assertThat(health.warnings()).isEmpty();
    }

    @Test
    void a_backup_is_shown_with_all_its_numbers() throws InterruptedException {
        Sidecar first = Samples.verified(target, BackupKind.MANUAL, clock.instant());
        clock.pass(Duration.ofHours(1));
        Sidecar second = Samples.verified(target, BackupKind.AUTO, clock.instant());
        target.verified(second, Verification.passed(2, clock.instant().plusSeconds(60), "1"));
        metrics.interval(Duration.ofHours(12));
        start();

        assertThat(meters.text())
                .contains(SUCCESS + "{kind=\"manual\"} " + seconds(first.completedAt()))
                .contains(SUCCESS + "{kind=\"auto\"} " + seconds(second.completedAt()))
                .contains(SUCCESS + "{kind=\"move\"} 0\n")
                .contains(VERIFIED + "{level=\"1\"} " + seconds(clock.instant().plusSeconds(60)))
                .contains(VERIFIED + "{level=\"2\"} " + seconds(clock.instant().plusSeconds(60)))
                .contains(VERIFIED + "{level=\"3\"} 0\n")
                .contains("colophon_backup_last_size_bytes " + second.bytes() + "\n")
                .contains("colophon_backup_last_duration_seconds 2.5\n")
                .contains("colophon_backup_oldest_timestamp_seconds " + seconds(first.createdAt()))
                .contains("colophon_backup_archives{state=\"verified\"} 2\n")
                .contains("colophon_backup_schedule_interval_seconds 43200\n");
        BackupStanding standing = watch.standing().orElseThrow();
        assertThat(standing.sentence())
                .startsWith("newest backup " + second.name())
                .endsWith("verified to level 2");
        assertThat(standing.content())
                .containsEntry("reachable", true)
                .containsEntry("verified", 2)
                .containsEntry("newest", second.name())
                .containsEntry("verified_level", 2);
    }

    @Test
    void a_missing_backup_is_warned_of_when_it_is_missed_and_an_old_one_when_it_is_too_old() throws Exception {
        start();
        clock.pass(Duration.ofHours(15).plusMinutes(31));
        look();
        assertThat(health.warnings()).containsEntry("backup-age", "there is no verified backup in the memory");

        Sidecar backup = Samples.verified(target, BackupKind.AUTO, clock.instant());
        look();
        assertThat(health.warnings()).isEmpty();
        clock.pass(Duration.ofHours(15).plusMinutes(31));
        Samples.verified(target, BackupKind.BEFORE_RESTORE, clock.instant());
        look();
        assertThat(health.warnings().get("backup-age")).contains("is of " + backup.completedAt());
    }

    @Test
    void a_run_that_failed_is_warned_of_until_one_gets_through() throws Exception {
        Samples.verified(target, BackupKind.AUTO, clock.instant());
        clock.pass(Duration.ofMinutes(5));
        target.failed(Samples.HOME, new FailedRun(clock.instant(), BackupKind.AUTO, 17));
        start();
        assertThat(health.warnings().get("backup-run")).contains("exit code 17");
        assertThat(meters.text()).contains(FAILURE + " " + seconds(clock.instant()));

        clock.pass(Duration.ofMinutes(5));
        Samples.verified(target, BackupKind.MANUAL, clock.instant());
        look();
        assertThat(health.warnings()).isEmpty();
    }

    @Test
    void a_backup_that_is_damaged_is_warned_of_until_it_is_gone() throws Exception {
        Sidecar backup = Samples.verified(target, BackupKind.AUTO, clock.instant());
        target.verified(backup, Verification.failed(1, clock.instant().plusSeconds(9), "1", "sum of entry 3"));
        start();

        assertThat(health.warnings().get("backup-verification"))
                .contains(backup.name())
                .contains("sum of entry 3");
        assertThat(meters.text())
                .contains(SUCCESS + "{kind=\"auto\"} 0\n")
                .contains(FAILURE + " " + seconds(clock.instant().plusSeconds(9)))
                .contains("colophon_backup_archives{state=\"unverified\"} 1\n");
        target.delete(target.list().getFirst());
        look();
        assertThat(health.warnings()).isEmpty();
    }

    @Test
    void while_the_target_is_away_the_last_known_values_stand() throws Exception {
        Sidecar backup = Samples.verified(target, BackupKind.AUTO, clock.instant());
        start();
        store.away(true);
        look();

        assertThat(health.warnings()).containsEntry("backup-target", "backups cannot be listed: the memory is away");
        assertThat(meters.text())
                .contains("colophon_backup_target_up 0\n")
                .contains(SUCCESS + "{kind=\"auto\"} " + seconds(backup.completedAt()));
        assertThat(watch.standing().orElseThrow().sentence())
                .contains(backup.name())
                .endsWith("the memory is away");

        store.away(false);
        look();
        assertThat(health.warnings()).isEmpty();
        assertThat(meters.text()).contains("colophon_backup_target_up 1\n");
    }

    @Test
    void a_target_that_was_always_away_tells_nothing_but_that() throws InterruptedException {
        store.away(true);
        start();

        assertThat(meters.text())
                .contains("colophon_backup_target_up 0\n")
                .doesNotContain(SUCCESS)
                .doesNotContain("colophon_backup_archives");
        assertThat(watch.standing().orElseThrow().content())
                .containsEntry("reachable", false)
                .containsEntry("fault", "the memory is away");
    }

    /** A restore sets tables back in time; what lies at the target stays as it is. */
    @Test
    void another_installation_counts_for_itself() throws InterruptedException {
        Samples.verified(target, BackupKind.AUTO, clock.instant());
        BackupStanding other = BackupStanding.of(target, new UUID(1, 2), clock.instant());

        assertThat(other.newest()).isEmpty();
        assertThat(other.sentence()).isEqualTo("no verified backup in the memory");
    }

    private void start() throws InterruptedException {
        watch.start();
        while (watch.standing().isEmpty()) {
            Thread.sleep(5);
        }
    }

    private void look() throws InterruptedException {
        Instant before = watch.standing().orElseThrow().lookedAt();
        clock.pass(Duration.ofMillis(1));
        watch.lookSoon();
        while (watch.standing().orElseThrow().lookedAt().equals(before)) {
            Thread.sleep(5);
        }
    }

    private static String seconds(Instant at) {
        return at.getEpochSecond() + "\n";
    }
}
