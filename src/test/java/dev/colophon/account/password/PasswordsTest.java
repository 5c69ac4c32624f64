package dev.colophon.account.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.settings.Secret;
import dev.colophon.testing.TakesLong;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What comparing a password costs, and what it finds. */
@Timeout(60)
class PasswordsTest {
    private static final String PASSWORD = "three blind mice";

    /** A cost at which hashing takes far longer than all else, and the test still no second. */
    private static final Passwords PASSWORDS = new Passwords(9);

    private static Secret hash;

    @BeforeAll
    static void warmUp() {
        hash = PASSWORDS.hash(PASSWORD);
        PASSWORDS.matches("wrong", hash);
    }

    @AfterAll
    static void close() {
        PASSWORDS.close();
    }

    static List<String> impossible() {
        return List.of("", "x", "x".repeat(73), PASSWORD + "é".repeat(30_000));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void a_password_that_cannot_be_one_costs_as_much_as_a_wrong_one(String password) {
        long wrong = nanoseconds(() -> PASSWORDS.matches("this is not the password", hash));

        assertThat(nanoseconds(() -> PASSWORDS.matches(password, hash))).isGreaterThan(wrong / 4);
        assertThat(nanoseconds(() -> PASSWORDS.matchesNobody(password))).isGreaterThan(wrong / 4);
    }

    @Test
    void only_the_whole_password_matches() {
        String longest = "y".repeat(72);
        Secret hashOfLongest = PASSWORDS.hash(longest);

        assertThat(PASSWORDS.matches(PASSWORD, hash)).isTrue();
        assertThat(PASSWORDS.matches(longest, hashOfLongest)).isTrue();
        assertThat(PASSWORDS.matches(longest + "y", hashOfLongest)).isFalse();
        assertThat(PASSWORDS.matches(longest.substring(1), hashOfLongest)).isFalse();
        assertThat(PASSWORDS.matches("", hash)).isFalse();
    }

    @TakesLong("makes 200 hashes")
    @Test
    void who_finds_the_queue_full_is_told_to_come_back() throws Exception {
        try (var slow = new Passwords(9);
                var people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int person = 0; person < 200; person++) {
                answers.add(people.submit(() -> slow.matches("wrong", hash)));
            }
            int refused = 0;
            for (Future<Boolean> answer : answers) {
                try {
                    assertThat(answer.get()).isFalse();
                } catch (ExecutionException full) {
                    assertThat(full.getCause()).hasFieldOrPropertyWithValue("code", "busy");
                    refused++;
                }
            }

            assertThat(refused).isBetween(1, 200 - 64);
        }
    }

    /** The least of three, for a machine under load only ever adds. */
    private static long nanoseconds(Runnable work) {
        long least = Long.MAX_VALUE;
        for (int count = 0; count < 3; count++) {
            long start = System.nanoTime();
            work.run();
            least = Math.min(least, System.nanoTime() - start);
        }
        return least;
    }
}
