package dev.colophon.backup.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.account.MovableClock;
import dev.colophon.settings.variable.RuleBroken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The clock begins at noon of 2026-03-01; the job is due at 02:00 and 14:00. */
@Timeout(60)
class BackupScheduleTest {
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant AFTERNOON = Instant.parse("2026-03-01T14:00:00Z");
    private static final Instant NIGHT = Instant.parse("2026-03-02T02:00:00Z");
    private static final Supplier<Optional<Instant>> THIS_MORNING = () -> Optional.of(NOON.minus(Duration.ofHours(10)));

    private final MovableClock clock = new MovableClock();
    private final List<Instant> runs = new CopyOnWriteArrayList<>();
    private final Semaphore ended = new Semaphore(0);
    private BackupSchedule schedule = schedule(THIS_MORNING, () -> {});

    @AfterEach
    void close() throws InterruptedException {
        schedule.close();
    }

    @Test
    void the_job_runs_at_its_minutes_and_not_before() throws InterruptedException {
        begin(THIS_MORNING, () -> {});
        awaitNext(AFTERNOON);
        clock.pass(Duration.ofMinutes(120).minusMillis(1));
        assertThat(ended.tryAcquire(100, TimeUnit.MILLISECONDS)).isFalse();

        clock.pass(Duration.ofMillis(1));
        ended.acquire();
        awaitNext(NIGHT);
        clock.pass(Duration.ofHours(12));
        ended.acquire();

        assertThat(runs).containsExactly(AFTERNOON, NIGHT);
    }

    @Test
    void what_was_missed_while_the_program_was_off_is_made_up_for_once() throws InterruptedException {
        begin(() -> Optional.of(NOON.minus(Duration.ofDays(9))), () -> {});
        awaitNext(NOON.plus(BackupSchedule.CATCH_UP_DELAY));
        clock.pass(BackupSchedule.CATCH_UP_DELAY);
        ended.acquire();
        awaitNext(AFTERNOON);

        assertThat(runs).containsExactly(NOON.plus(BackupSchedule.CATCH_UP_DELAY));
    }

    @Test
    void a_first_backup_is_made_and_so_is_one_when_nobody_knows_of_the_last() throws InterruptedException {
        for (Supplier<Optional<Instant>> unknown : List.<Supplier<Optional<Instant>>>of(Optional::empty, () -> {
            throw new IllegalStateException("the target is away");
        })) {
            begin(unknown, () -> {});
            awaitNext(clock.instant().plus(BackupSchedule.CATCH_UP_DELAY));
            schedule.close();
        }
    }

    @Test
    void nothing_is_made_up_for_when_the_last_minute_was_kept() throws InterruptedException {
        begin(() -> Optional.of(Instant.parse("2026-03-01T02:00:07Z")), () -> {});
        awaitNext(AFTERNOON);
    }

    @Test
    void a_machine_that_slept_runs_what_it_missed_once() throws InterruptedException {
        begin(THIS_MORNING, () -> {});
        awaitNext(AFTERNOON);
        clock.pass(Duration.ofDays(5).plusMinutes(7));
        ended.acquire();
        awaitNext(Instant.parse("2026-03-06T14:00:00Z"));

        assertThat(runs).hasSize(1);
    }

    @Test
    void a_clock_that_went_back_does_not_put_off_the_next_run() throws InterruptedException {
        begin(THIS_MORNING, () -> {});
        awaitNext(AFTERNOON);
        clock.pass(Duration.ofDays(-365));

        awaitNext(Instant.parse("2025-03-01T14:00:00Z"));
    }

    @Test
    void a_run_that_takes_too_long_leaves_out_the_next_and_never_meets_itself() throws InterruptedException {
        AtomicInteger together = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        Semaphore release = new Semaphore(0);
        begin(THIS_MORNING, () -> {
            most.accumulateAndGet(together.incrementAndGet(), Math::max);
            begun.countDown();
            release.acquireUninterruptibly();
            together.decrementAndGet();
        });
        awaitNext(AFTERNOON);
        clock.pass(Duration.ofHours(2));
        begun.await();
        clock.pass(Duration.ofHours(13));
        release.release();
        ended.acquire();
        awaitNext(Instant.parse("2026-03-02T14:00:00Z"));

        assertThat(runs).containsExactly(AFTERNOON);
        assertThat(most).hasValue(1);
    }

    @Test
    void a_job_that_fails_runs_again_at_its_time() throws InterruptedException {
        begin(THIS_MORNING, () -> {
            throw new IllegalStateException("no space");
        });
        awaitNext(AFTERNOON);
        clock.pass(Duration.ofHours(2));
        awaitNext(NIGHT);
        clock.pass(Duration.ofHours(12));
        awaitNext(AFTERNOON.plus(Duration.ofDays(1)));

        assertThat(runs).containsExactly(AFTERNOON, NIGHT);
    }

    @Test
    void closing_interrupts_a_job_and_waits_for_its_end() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger interrupted = new AtomicInteger();
        begin(THIS_MORNING, () -> {
            begun.countDown();
            try {
                Thread.sleep(Duration.ofMinutes(10));
            } catch (InterruptedException stopped) {
                interrupted.incrementAndGet();
                Thread.currentThread().interrupt();
            }
        });
        awaitNext(AFTERNOON);
        clock.pass(Duration.ofHours(2));
        begun.await();
        schedule.close();

        assertThat(interrupted).hasValue(1);
        clock.pass(Duration.ofDays(2));
        assertThat(ended.tryAcquire(2, 50, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(runs).hasSize(1);
    }

    @Test
    void one_that_was_never_started_can_be_closed() throws InterruptedException {
        schedule.close();

        assertThat(schedule.next()).isEqualTo(Instant.MAX);
    }

    private void begin(Supplier<Optional<Instant>> lastSuccess, Runnable job) {
        schedule = schedule(lastSuccess, job);
        schedule.start();
    }

    private BackupSchedule schedule(Supplier<Optional<Instant>> lastSuccess, Runnable job) {
        try {
            CronExpression cron = CronExpression.parse("0 2,14 * * *");
            return new BackupSchedule(cron, clock, lastSuccess, () -> run(job), LOOK);
        } catch (RuleBroken impossible) {
            throw new AssertionError(impossible);
        }
    }

    private void run(Runnable job) {
        runs.add(clock.instant());
        job.run();
        ended.release();
    }

    private void awaitNext(Instant expected) throws InterruptedException {
        while (!schedule.next().equals(expected)) {
            Thread.sleep(LOOK);
        }
    }
}
