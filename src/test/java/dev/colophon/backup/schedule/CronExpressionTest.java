package dev.colophon.backup.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.settings.variable.RuleBroken;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {
    /** Of the model, which looks at every minute. */
    private static final int DAYS = 400;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 2,14 * * *      | 2026-03-01T01:59:59.999Z | 2026-03-01T02:00:00Z",
                "0 2,14 * * *      | 2026-03-01T02:00:00Z     | 2026-03-01T14:00:00Z",
                "0 2,14 * * *      | 2026-12-31T14:00:00.001Z | 2027-01-01T02:00:00Z",
                "*/15 * * * *      | 2026-03-01T00:15:00Z     | 2026-03-01T00:30:00Z",
                "5-59/20 * * * *   | 2026-03-01T00:45:00Z     | 2026-03-01T01:05:00Z",
                "0 0 29 2 *        | 2096-03-01T00:00:00Z     | 2104-02-29T00:00:00Z",
                "30 4 1,15 * 5     | 2026-03-01T04:30:00Z     | 2026-03-06T04:30:00Z",
                "0 3 * * 7         | 2026-03-02T00:00:00Z     | 2026-03-08T03:00:00Z",
                "0 3 * * 0         | 2026-03-02T00:00:00Z     | 2026-03-08T03:00:00Z",
                "0 3 31 * *        | 2026-03-31T03:00:00Z     | 2026-05-31T03:00:00Z",
                "59 23 * * *       | 1969-12-31T23:58:59Z     | 1969-12-31T23:59:00Z",
            })
    void the_next_time_is_known(String text, Instant after, Instant next) throws RuleBroken {
        assertThat(CronExpression.parse(text).next(after)).isEqualTo(next);
    }

    /** Clocks of people go forward on 29 March 2026 at 01:00 UTC and back on 25 October: UTC does not. */
    @Test
    void daylight_saving_changes_nothing() throws RuleBroken {
        CronExpression cron = CronExpression.parse("30 * * * *");
        Instant time = Instant.parse("2026-03-28T00:30:00Z");
        for (int hour = 0; hour < 300 * 24; hour++) {
            Instant next = cron.next(time);
            assertThat(Duration.between(time, next)).isEqualTo(Duration.ofHours(1));
            time = next;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 2,14 * * *    | PT12H",
                "0 2,15 * * *    | PT13H",
                "0 3 * * *       | PT24H",
                "* * * * *       | PT1M",
                "*/7 * * * *     | PT7M",
                "0 1 * * 1-5     | PT72H",
                "0 1 1 * *       | PT744H",
                "0 0 29 2 *      | PT70104H",
            })
    void the_longest_pause_is_known(String text, Duration pause) throws RuleBroken {
        assertThat(CronExpression.parse(text).longestPause()).isEqualTo(pause);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "* * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * 32 * *",
                "* * * 0 *",
                "* * * 13 *",
                "* * * * 8",
                "*/0 * * * *",
                "5/15 * * * *",
                "5-1 * * * *",
                "1, * * * *",
                "-1 * * * *",
                "1-2-3 * * * *",
                "1.5 * * * *",
                "* * * JAN *",
                "* * * * MON",
                "@daily",
                "0 0 30 2 *",
                "0 0 31 4,6,9,11 *",
                "0\t0 * * *",
                "٣ * * * *",
            })
    void what_is_no_schedule_is_refused(String text) {
        assertThatThrownBy(() -> CronExpression.parse(text)).isInstanceOf(RuleBroken.class);
    }

    @Test
    void it_is_shown_as_it_was_written() throws RuleBroken {
        assertThat(CronExpression.parse(" 0  2,14 * * * ")).hasToString("0 2,14 * * *");
    }

    @Test
    void it_agrees_with_a_look_at_every_minute() throws RuleBroken {
        Random random = new Random(11);
        for (int round = 0; round < 20; round++) {
            List<BitSet> allowed = new ArrayList<>();
            List<String> fields = new ArrayList<>();
            int[][] bounds = {{0, 59}, {0, 23}, {1, 31}, {1, 12}, {0, 7}};
            for (int[] bound : bounds) {
                fields.add(field(random, bound[0], bound[1], allowed));
            }
            String text = String.join(" ", fields);
            CronExpression cron;
            try {
                cron = CronExpression.parse(text);
            } catch (RuleBroken never) {
                continue;
            }
            compare(text, cron, fields, allowed);
        }
    }

    private static void compare(String text, CronExpression cron, List<String> fields, List<BitSet> allowed) {
        LocalDateTime start = LocalDateTime.of(2027, 6, 1, 0, 0);
        Instant expected = cron.next(start.minusMinutes(1).toInstant(ZoneOffset.UTC));
        Instant before = null;
        Duration longest = Duration.ZERO;
        for (int minute = 0; minute < DAYS * 24 * 60; minute++) {
            LocalDateTime now = start.plusMinutes(minute);
            if (isDue(now, fields, allowed)) {
                Instant instant = now.toInstant(ZoneOffset.UTC);
                assertThat(instant).as(text).isEqualTo(expected);
                if (before != null) {
                    Duration pause = Duration.between(before, instant);
                    longest = pause.compareTo(longest) > 0 ? pause : longest;
                }
                before = instant;
                expected = cron.next(instant);
            }
        }
        assertThat(expected).as(text).isAfterOrEqualTo(start.plusDays(DAYS).toInstant(ZoneOffset.UTC));
        assertThat(cron.longestPause()).as(text).isGreaterThanOrEqualTo(longest);
    }

    private static boolean isDue(LocalDateTime now, List<String> fields, List<BitSet> allowed) {
        boolean time = allowed.get(0).get(now.getMinute())
                && allowed.get(1).get(now.getHour())
                && allowed.get(3).get(now.getMonthValue());
        boolean ofMonth = allowed.get(2).get(now.getDayOfMonth());
        boolean ofWeek = allowed.get(4).get(now.getDayOfWeek().getValue() % 7)
                || allowed.get(4).get(now.getDayOfWeek().getValue());
        if (fields.get(2).equals("*")) {
            return time && ofWeek;
        }
        return time && (fields.get(4).equals("*") ? ofMonth : ofMonth || ofWeek);
    }

    /** A random field, and what it allows. */
    private static String field(Random random, int lowest, int highest, List<BitSet> allowed) {
        BitSet numbers = new BitSet();
        allowed.add(numbers);
        int first = random.nextInt(lowest, highest + 1);
        int last = random.nextInt(first, highest + 1);
        int step = random.nextInt(1, 9);
        switch (random.nextInt(4)) {
            case 0 -> {
                add(numbers, lowest, highest, 1);
                return "*";
            }
            case 1 -> {
                add(numbers, lowest, highest, step);
                return "*/" + step;
            }
            case 2 -> {
                add(numbers, first, last, step);
                return first + "-" + last + "/" + step;
            }
            default -> {
                numbers.set(first);
                numbers.set(last);
                return last + "," + first;
            }
        }
    }

    private static void add(BitSet numbers, int first, int last, int step) {
        for (int number = first; number <= last; number += step) {
            numbers.set(number);
        }
    }
}
