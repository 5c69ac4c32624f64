package dev.colophon.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("measures the heap")
class RateLimitTest {
    private static final long MARY = 1;
    private static final long JOHN = 2;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L);
    private final RateLimit limit = new RateLimit(60, now::get);

    @Test
    void a_whole_minute_may_be_used_at_once_and_no_more() {
        for (int act = 0; act < 60; act++) {
            assertThat(limit.secondsToWait(MARY)).isZero();
        }

        assertThat(limit.secondsToWait(MARY)).isEqualTo(1);
    }

    @Test
    void time_gives_back_what_was_used() {
        IntStream.range(0, 60).forEach(act -> limit.secondsToWait(MARY));
        now.addAndGet(2_000_000_000L);

        assertThat(limit.secondsToWait(MARY)).isZero();
        assertThat(limit.secondsToWait(MARY)).isZero();
        assertThat(limit.secondsToWait(MARY)).isEqualTo(1);
    }

    @Test
    void idle_time_is_not_saved_up() {
        now.addAndGet(3_600_000_000_000L);
        IntStream.range(0, 60).forEach(act -> limit.secondsToWait(MARY));

        assertThat(limit.secondsToWait(MARY)).isEqualTo(1);
    }

    @Test
    void one_a_minute_means_waiting_a_minute() {
        var strict = new RateLimit(1, now::get);

        assertThat(strict.secondsToWait(MARY)).isZero();
        assertThat(strict.secondsToWait(MARY)).isEqualTo(60);
    }

    @Test
    void others_are_not_counted_along() {
        IntStream.range(0, 100).forEach(act -> limit.secondsToWait(MARY));

        assertThat(limit.secondsToWait(JOHN)).isZero();
    }

    @Test
    void zero_admits_all() {
        var none = new RateLimit(0, now::get);

        assertThat(IntStream.range(0, 1000).map(act -> none.secondsToWait(MARY)).sum())
                .isZero();
    }

    @Test
    void many_threads_together_get_no_more() throws InterruptedException {
        var admitted = new AtomicInteger();
        Thread[] threads = new Thread[8];
        for (int index = 0; index < threads.length; index++) {
            threads[index] = Thread.startVirtualThread(() -> {
                for (int act = 0; act < 50; act++) {
                    if (limit.secondsToWait(MARY) == 0) {
                        admitted.incrementAndGet();
                    }
                }
            });
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(admitted).hasValue(60);
    }

    @Test
    void what_is_given_back_can_be_taken_again_and_no_more() {
        IntStream.range(0, 60).forEach(act -> limit.secondsToWait(MARY));

        limit.giveBack(MARY);

        assertThat(limit.secondsToWait(MARY)).isZero();
        assertThat(limit.secondsToWait(MARY)).isEqualTo(1);
    }

    @Test
    void giving_back_after_a_rest_saves_nothing_up() {
        limit.secondsToWait(MARY);
        now.addAndGet(Duration.ofHours(1).toNanos());
        limit.giveBack(MARY);

        IntStream.range(0, 60)
                .forEach(act -> assertThat(limit.secondsToWait(MARY)).isZero());
        assertThat(limit.secondsToWait(MARY)).isEqualTo(1);
    }

    @Test
    void a_flood_of_clients_takes_no_memory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long before = runtime.totalMemory() - runtime.freeMemory();
        for (long client = 0; client < 1_000_000; client++) {
            limit.secondsToWait(client);
        }
        System.gc();

        assertThat(runtime.totalMemory() - runtime.freeMemory() - before).isLessThan(5_000_000);
    }
}
