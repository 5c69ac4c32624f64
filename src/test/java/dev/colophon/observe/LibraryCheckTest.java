package dev.colophon.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.json.Json;
import dev.colophon.observe.metric.Meters;
import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import io.helidon.health.checks.DeadlockHealthCheck;
import io.helidon.health.checks.DiskSpaceHealthCheck;
import io.helidon.health.checks.HeapMemoryHealthCheck;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Checks that others wrote. */
@Timeout(60)
class LibraryCheckTest {
    private final Meters meters = new Meters();
    private final BootReport boot = ManagementTest.boot(meters);
    private final Health health = new Health(boot, meters);

    private Map<String, Object> ask(HealthCheck check) {
        health.check(check);
        return health.find(check.type()).getLast().content();
    }

    @Test
    void joins_with_its_own_name_type_and_details() {
        Map<String, Object> heap =
                ask(HeapMemoryHealthCheck.builder().thresholdPercent(100).build());

        assertThat(heap)
                .containsEntry("name", "heapMemory")
                .containsEntry("kind", HealthCheckType.LIVENESS)
                .containsEntry("status", "up")
                .doesNotContainKey("reason");
        assertThat(heap.get("details"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsKeys("percentFree", "maxBytes");
        assertThat(health.isLive()).isTrue();
    }

    @Test
    void has_a_reason_when_it_is_down_even_if_it_gives_none() {
        Map<String, Object> disk =
                ask(DiskSpaceHealthCheck.builder().thresholdPercent(0).build());

        assertThat(disk)
                .containsEntry("status", "down")
                .containsEntry("reason", "The check gives none.")
                .containsKey("details");
        assertThat(health.isLive()).isFalse();
    }

    @Test
    void may_have_details_that_are_no_json() {
        Map<String, Object> odd = ask(() -> HealthCheckResponse.builder()
                .status(HealthCheckResponse.Status.ERROR)
                .detail("thread", Thread.currentThread())
                .build());

        assertThat(odd).containsEntry("status", "down");
        assertThat(new String(Json.write(odd), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"thread\":\"Thread[");
    }

    @Test
    void is_down_when_a_class_of_it_is_missing() {
        Map<String, Object> broken = ask(() -> {
            throw new NoClassDefFoundError("com/example/Secret");
        });

        assertThat(broken)
                .containsEntry("status", "down")
                .containsEntry("reason", "The check itself failed; the log tells more.");
    }

    /** Why it is not asked; when this fails, it may be worth its price. */
    @Test
    void of_helidon_does_not_see_a_deadlock_of_virtual_threads() throws Exception {
        List<ReentrantLock> locks = List.of(new ReentrantLock(), new ReentrantLock());
        var bothHoldOne = new CountDownLatch(2);
        Thread first = Thread.startVirtualThread(() -> lock(locks, bothHoldOne));
        Thread second = Thread.startVirtualThread(() -> lock(locks.reversed(), bothHoldOne));
        try {
            while (!locks.stream().allMatch(ReentrantLock::hasQueuedThreads)) {
                Thread.sleep(5);
            }
            assertThat(ask(DeadlockHealthCheck.create())).containsEntry("status", "up");
        } finally {
            first.interrupt();
            second.interrupt();
        }
    }

    private static void lock(List<ReentrantLock> locks, CountDownLatch bothHoldOne) {
        locks.getFirst().lock();
        bothHoldOne.countDown();
        try {
            bothHoldOne.await();
            locks.getLast().lockInterruptibly();
        } catch (InterruptedException over) {
            locks.getFirst().unlock();
        }
    }
}
