package dev.colophon.transfer.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImportPaceTest {
    private static String text(int done, int open, long seconds) {
        return ImportPace.of(done, open, Duration.ofSeconds(seconds))
                .map(ImportPace::text)
                .orElse("");
    }

    @Test
    void in_the_first_second_and_before_the_first_row_nothing_is_said() {
        assertThat(ImportPace.of(500, 99_500, Duration.ofMillis(999))).isEqualTo(Optional.empty());
        assertThat(ImportPace.of(0, 100_000, Duration.ofHours(1))).isEqualTo(Optional.empty());
    }

    @Test
    void rate_and_rest_are_told_in_a_unit_that_can_be_read() {
        assertThat(text(50_000, 50_000, 10)).isEqualTo("5000 rows a second, about 10 s left");
        assertThat(text(1_000, 99_000, 10)).isEqualTo("100 rows a second, about 16 min left");
        assertThat(text(25, 100_000, 10)).isEqualTo("2.5 rows a second, about 11 h left");
        assertThat(text(100, 0, 10)).isEqualTo("10 rows a second, about 0 s left");
    }

    @Test
    void at_a_steady_rate_the_rest_only_falls() {
        Duration before = Duration.ofDays(1);
        for (int second = 1; second <= 100; second++) {
            Duration left = ImportPace.of(second * 70, 7_000 - second * 70, Duration.ofSeconds(second))
                    .orElseThrow()
                    .left();
            assertThat(left).isLessThan(before);
            before = left;
        }
        assertThat(before).isZero();
    }
}
