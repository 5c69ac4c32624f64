package dev.colophon.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.statistics.Report.Streak;
import java.time.LocalDate;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreaksTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
                    '' | 2026-03-14 | 0 | 0 | 0
                    2026-03-14 | 2026-03-14 | 1 | 1 | 1
                    2026-03-13 | 2026-03-14 | 1 | 1 | 1
                    2026-03-12 | 2026-03-14 | 1 | 1 | 0
                    2024-02-28 2024-02-29 2024-03-01 2024-03-03 | none | 4 | 3 | none
                    2025-12-31 2026-01-01 2026-01-05 2026-01-06 | 2026-01-07 | 4 | 2 | 2
                    """)
    void days_one_after_the_other_are_counted_over_the_ends_of_months_and_years(
            String days, @Nullable LocalDate today, long all, long longest, @Nullable Long current) {
        TreeSet<LocalDate> set = new TreeSet<>(Stream.of(days.split(" "))
                .filter(day -> !day.isEmpty())
                .map(LocalDate::parse)
                .toList());

        assertThat(Streaks.of(set, today)).isEqualTo(new Streak(all, longest, current));
    }
}
