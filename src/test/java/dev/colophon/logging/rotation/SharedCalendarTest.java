package dev.colophon.logging.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SharedCalendarTest {
    @Test
    void threads_that_remove_old_files_never_meet_on_one_calendar() {
        var calendar = new SharedCalendar();
        Instant now = Instant.parse("2026-11-29T12:00:00Z");
        Instant fifteenDaysAgo = calendar.getEndOfNextNthPeriod(now, -15);
        Instant today = calendar.getEndOfNextNthPeriod(now, 0);

        long wrong = IntStream.range(0, 200_000)
                .parallel()
                .filter(turn -> !calendar.getEndOfNextNthPeriod(now, turn % 2 == 0 ? -15 : 0)
                        .equals(turn % 2 == 0 ? fifteenDaysAgo : today))
                .count();
        assertThat(wrong).isZero();
    }
}
