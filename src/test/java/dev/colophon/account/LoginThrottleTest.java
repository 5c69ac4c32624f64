package dev.colophon.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.problem.Problem;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** How fast passwords can be guessed. */
class LoginThrottleTest {
    private final MovableClock clock = new MovableClock();
    private final LoginThrottle throttle = new LoginThrottle(5, clock);

    @Test
    void one_address_has_five_attempts_on_whatever_accounts() {
        for (int count = 0; count < 5; count++) {
            throttle.take("address 1", "account " + count);
        }

        assertThat(wait("address 1", "account 9")).isEqualTo(12);
        assertThatCode(() -> throttle.take("address 2", "account 9")).doesNotThrowAnyException();
    }

    @Test
    void one_account_has_five_attempts_from_whatever_addresses() {
        for (int count = 0; count < 5; count++) {
            throttle.take("address " + count, "account 1");
        }

        assertThat(wait("address 9", "account 1")).isEqualTo(12);
    }

    @Test
    void attempts_come_back_evenly() {
        for (int count = 0; count < 5; count++) {
            throttle.take("address 1");
        }

        clock.pass(Duration.ofSeconds(12));

        throttle.take("address 1");
        assertThat(wait("address 1")).isEqualTo(12);
        clock.pass(Duration.ofHours(1));
        for (int count = 0; count < 5; count++) {
            throttle.take("address 1");
        }
        assertThat(wait("address 1")).isEqualTo(12);
    }

    @Test
    void a_refused_attempt_costs_nothing() {
        for (int count = 0; count < 5; count++) {
            throttle.take("address 1");
        }
        for (int count = 0; count < 50; count++) {
            assertThat(wait("address 1", "account 1")).isEqualTo(12);
        }

        for (int count = 0; count < 5; count++) {
            throttle.take("address " + (count + 2), "account 1");
        }
    }

    @Test
    void a_successful_attempt_is_given_back() {
        for (int count = 0; count < 50; count++) {
            throttle.take("address 1", "account 1");
            throttle.giveBack("address 1", "account 1");
        }
    }

    @Test
    void zero_is_off() {
        var off = new LoginThrottle(0, clock);

        for (int count = 0; count < 1_000; count++) {
            off.take("address 1");
        }
    }

    @Test
    void a_flood_of_addresses_does_not_fill_the_memory() {
        var throttled = new LoginThrottle(1, clock);
        for (int count = 0; count < 100_000; count++) {
            throttled.take("address " + count);
        }

        Problem refused = catchThrowableOfType(Problem.class, () -> throttled.take("address new"));
        assertThat(refused.retryAfterSeconds()).hasValue(60);
        clock.pass(Duration.ofMinutes(1));
        throttled.take("address new");
    }

    private int wait(String... keys) {
        Problem refused = catchThrowableOfType(Problem.class, () -> throttle.take(keys));
        return refused.retryAfterSeconds().orElseThrow();
    }
}
