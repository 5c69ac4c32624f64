package dev.colophon.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

class RateLimitTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L);
    private final RateLimit limit = new RateLimit(60, now::get);

    @Test
    void a_whole_minute_may_be_used_at_once_and_no_more() {
        for (int act = 0; act < 60; act++) {
            assertThat(limit.secondsToWait("mary")).isZero();
        }

        assertThat(limit.secondsToWait("mary")).isEqualTo(1);
    }

    @Test
    void time_gives_back_what_was_used() {
        IntStream.range(0, 60).forEach(act -> limit.secondsToWait("mary"));
        now.addAndGet(2_000_000_000L);

        assertThat(limit.secondsToWait("mary")).isZero();
        assertThat(limit.secondsToWait("mary")).isZero();
        assertThat(limit.secondsToWait("mary")).isEqualTo(1);
    }

    @Test
    void idle_time_is_not_saved_up() {
        now.addAndGet(3_600_000_000_000L);
        IntStream.range(0, 60).forEach(act -> limit.secondsToWait("mary"));

        assertThat(limit.secondsToWait("mary")).isEqualTo(1);
    }

    @Test
    void one_a_minute_means_waiting_a_minute() {
        var strict = new RateLimit(1, now::get);

        assertThat(strict.secondsToWait("mary")).isZero();
        assertThat(strict.secondsToWait("mary")).isEqualTo(60);
    }

    @Test
    void others_are_not_counted_along() {
        IntStream.range(0, 100).forEach(act -> limit.secondsToWait("mary"));

        assertThat(limit.secondsToWait("john")).isZero();
    }

    @Test
    void zero_admits_all() {
        var none = new RateLimit(0, now::get);

        assertThat(IntStream.range(0, 1000).map(act -> none.secondsToWait("mary")).sum()).isZero();
    }

    @Test
    void many_threads_together_get_no_more() throws InterruptedException {
        var admitted = new AtomicInteger();
        Thread[] threads = new Thread[8];
        for (int index = 0; index < threads.length; index++) {
            threads[index] =
                    Thread.startVirtualThread(
                            () -> {
                                for (int act = 0; act < 50; act++) {
                                    if (limit.secondsToWait("mary") == 0) {
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
}
