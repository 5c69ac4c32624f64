package dev.colophon.statistics.goal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.statistics.goal.GoalPace.State;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoalPaceTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # year | target | done | today | state | day | days | expected | ahead
                    2026 | 24 | 0 | 2025-12-31 | UPCOMING | 0 | 365 | 0 | 0
                    2026 | 24 | 0 | 2026-01-01 | RUNNING | 1 | 365 | 0 | 0
                    2026 | 24 | 1 | 2026-01-01 | RUNNING | 1 | 365 | 0 | 0
                    2026 | 24 | 2 | 2026-01-01 | RUNNING | 1 | 365 | 0 | 1
                    2026 | 12 | 4 | 2026-03-14 | RUNNING | 73 | 365 | 2 | 1
                    2026 | 12 | 2 | 2026-03-14 | RUNNING | 73 | 365 | 2 | 0
                    2026 | 12 | 0 | 2026-03-14 | RUNNING | 73 | 365 | 2 | -2
                    2026 | 5 | 1 | 2026-03-14 | RUNNING | 73 | 365 | 1 | 0
                    2026 | 365 | 0 | 2026-12-31 | RUNNING | 365 | 365 | 365 | -365
                    2024 | 366 | 60 | 2024-02-29 | RUNNING | 60 | 366 | 60 | 0
                    2024 | 366 | 60 | 2024-03-01 | RUNNING | 61 | 366 | 61 | -1
                    2024 | 366 | 366 | 2024-12-31 | RUNNING | 366 | 366 | 366 | 0
                    1900 | 10 | 3 | 2026-03-14 | OVER | 365 | 365 | 10 | -7
                    2024 | 24 | 30 | 2025-01-01 | OVER | 366 | 366 | 24 | 6
                    2026 | 10000000 | 2147483647 | 2026-12-31 | RUNNING | 365 | 365 | 10000000 | 2137483647
                    """)
    void whole_ones_are_counted_by_the_day_of_the_year(
            int year,
            int target,
            long done,
            LocalDate today,
            State state,
            int day,
            int days,
            long expected,
            long ahead) {
        GoalPace pace = GoalPace.of(new Goal(year, Metric.BOOKS, target), done, today);

        assertThat(pace).isEqualTo(new GoalPace(state, day, days, expected, ahead));
    }
}
