package dev.colophon.monitoring.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How many reports there are in a minute. */
class FaultBudgetTest {
    private static final long BEGIN = Long.MAX_VALUE - 7;

    private final FaultBudget budget = new FaultBudget();

    private long take(Duration since, long times) {
        return LongStream.range(0, times)
                .map(time -> budget.take(BEGIN + since.toNanos()))
                .filter(answer -> answer != FaultBudget.NONE_LEFT)
                .count();
    }

    @Test
    void a_flood_of_one_minute_is_thirty_reports() {
        assertThat(take(Duration.ZERO, 20)).isEqualTo(20);
        assertThat(take(Duration.ofSeconds(59), 5_000)).isEqualTo(10);
        assertThat(take(Duration.ofSeconds(61), 5_000)).isEqualTo(30);
    }

    @Test
    void the_first_one_of_the_next_minute_says_how_many_were_left_out() {
        take(Duration.ZERO, 33);

        assertThat(budget.take(BEGIN + Duration.ofSeconds(60).toNanos())).isEqualTo(3);
        assertThat(budget.take(BEGIN + Duration.ofSeconds(60).toNanos())).isZero();
    }
}
