package dev.colophon.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
    private static final Duration TOO_LONG = TimeLimit.LIMIT.plusMillis(1);

    @Test
    void a_long_test_that_does_not_say_why_is_written_down() throws Exception {
        assertThat(TimeLimit.finding(method(Tests.class, "untold"), TOO_LONG))
                .contains("Tests.untold took 8001 ms and does not say why by @TakesLong");
    }

    @Test
    void a_long_test_that_says_why_and_a_short_one_are_well() throws Exception {
        assertThat(TimeLimit.finding(method(Tests.class, "told"), TOO_LONG)).isEmpty();
        assertThat(TimeLimit.finding(method(ToldTests.class, "untold"), TOO_LONG))
                .isEmpty();
        assertThat(TimeLimit.finding(method(Tests.class, "untold"), TimeLimit.LIMIT))
                .isEmpty();
    }

    private static Method method(Class<?> type, String name) throws NoSuchMethodException {
        return type.getDeclaredMethod(name);
    }

    static class Tests {
        void untold() {}

        @TakesLong("it waits")
        void told() {}
    }

    @TakesLong("all of them wait")
    static class ToldTests {
        void untold() {}
    }
}
