package dev.colophon.account.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.account.MovableClock;
import dev.colophon.problem.Problem;
import dev.colophon.server.connection.Client;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** How fast passwords can be guessed. */
@Isolated("measures the heap")
class LoginThrottleTest {
    private static final Supplier<String> WRONG = () -> {
        throw Problem.unauthorized("wrong", "Wrong.");
    };

    private final MovableClock clock = new MovableClock();
    private final LoginThrottle throttle = new LoginThrottle(5, clock::nanoTime);

    @Test
    void one_client_has_five_attempts_on_whatever_accounts() {
        for (int count = 0; count < 5; count++) {
            assertThat(guess(client(1), "account " + count)).isZero();
        }

        assertThat(guess(client(1), "account 9")).isEqualTo(12);
        assertThat(guess(client(2), "account 9")).isZero();
    }

    @Test
    void one_account_has_five_attempts_from_whatever_clients() {
        for (int count = 0; count < 5; count++) {
            assertThat(guess(client(count), "mary")).isZero();
        }

        assertThat(guess(client(9), "mary")).isEqualTo(12);
    }

    @Test
    void all_addresses_of_one_ipv6_network_are_one_client() {
        for (int count = 1; count <= 5; count++) {
            assertThat(guess(at("2001:db8:0:7::" + count), "account " + count)).isZero();
        }

        assertThat(guess(at("2001:db8:0:7:1234::9"), "account 9")).isEqualTo(12);
        assertThat(guess(at("2001:db8:0:8::1"), "account 9")).isZero();
    }

    @Test
    void attempts_come_back_evenly() {
        exhaust(client(1));

        clock.pass(Duration.ofSeconds(12));

        assertThat(guess(client(1))).isZero();
        assertThat(guess(client(1))).isEqualTo(12);
        clock.pass(Duration.ofHours(1));
        exhaust(client(1));
    }

    @Test
    void a_refused_attempt_costs_nothing() {
        exhaust(client(1));
        for (int count = 0; count < 50; count++) {
            assertThat(guess(client(1), "mary")).isEqualTo(12);
        }
        for (int count = 0; count < 5; count++) {
            assertThat(guess(client(2), "mary")).isZero();
        }

        for (int count = 0; count < 50; count++) {
            assertThat(guess(client(3), "mary")).isEqualTo(12);
        }
        assertThat(guess(client(3), "john")).isZero();
    }

    @Test
    void a_successful_attempt_is_given_back_and_so_is_one_that_could_not_be_made() {
        Supplier<String> away = () -> {
            throw Problem.unavailable("database_unavailable", "Away.", 1);
        };
        for (int count = 0; count < 50; count++) {
            assertThat(throttle.attempt(client(1), () -> throttle.attempt("mary", () -> "in")))
                    .isEqualTo("in");
            assertThatThrownBy(() -> throttle.attempt(client(1), () -> throttle.attempt("mary", away)))
                    .hasMessageContaining("Away");
        }

        assertThat(guess(client(1), "mary")).isZero();
    }

    @Test
    void what_is_taken_is_not_given_back() {
        for (int count = 0; count < 5; count++) {
            throttle.take(client(1));
        }

        Problem refused = catchThrowableOfType(Problem.class, () -> throttle.take(client(1)));
        assertThat(refused.retryAfterSeconds()).hasValue(12);
    }

    @Test
    void zero_is_off() {
        var off = new LoginThrottle(0, clock::nanoTime);

        for (int count = 0; count < 1_000; count++) {
            off.take(client(1));
        }
    }

    @Test
    void a_flood_of_names_fills_no_memory_and_ends_no_block() {
        for (int count = 0; count < 5; count++) {
            guess(client(count), "mary");
        }
        long before = usedBytes();
        for (int count = 0; count < 50_000; count++) {
            guess(client(count), "nobody " + count + "x".repeat(1_000));
        }

        assertThat(usedBytes() - before).isLessThan(10_000_000);
        assertThat(guess(client(60_000), "mary")).isEqualTo(12);
        clock.pass(Duration.ofSeconds(12));
        assertThat(guess(client(60_000), "mary")).isZero();
    }

    private static long usedBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void exhaust(Client client) {
        for (int count = 0; count < 5; count++) {
            assertThat(guess(client)).isZero();
        }
        assertThat(guess(client)).isEqualTo(12);
    }

    private int guess(Client client) {
        return secondsToWait(() -> throttle.attempt(client, WRONG));
    }

    private int guess(Client client, String account) {
        return secondsToWait(() -> throttle.attempt(client, () -> throttle.attempt(account, WRONG)));
    }

    private static int secondsToWait(Supplier<String> attempt) {
        Problem refused = catchThrowableOfType(Problem.class, attempt::get);
        return refused.retryAfterSeconds().orElse(0);
    }

    private static Client client(int number) {
        return at("10." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255));
    }

    private static Client at(String address) {
        return Client.of(InetAddress.ofLiteral(address));
    }
}
