package dev.colophon.shelf.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.problem.FieldError;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.progress.Position.Unit;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PositionTest {
    private static final Length BOOK = Length.of(388, 3_601);
    private static final Length UNKNOWN = Length.of(null, null);

    private static @Nullable Integer percent(Unit unit, int amount, Length length) {
        return length.percent(Position.said(unit, amount, length));
    }

    private static String refusal(@Nullable Unit unit, @Nullable Integer amount, Length length) {
        String[] code = {""};
        assertThatThrownBy(() -> Position.said(unit, amount, length)).isInstanceOfSatisfying(Problem.class, problem -> {
            FieldError first = problem.errors().getFirst();
            code[0] = first.pointer() + " " + first.code();
        });
        return code[0];
    }

    @Test
    void pages_and_minutes_are_a_part_of_the_book() {
        assertThat(percent(Unit.PAGE, 210, BOOK)).isEqualTo(54);
        assertThat(percent(Unit.PAGE, 0, BOOK)).isZero();
        assertThat(percent(Unit.PAGE, 387, BOOK)).as("not finished yet").isEqualTo(99);
        assertThat(percent(Unit.PAGE, 388, BOOK)).isEqualTo(100);
        assertThat(percent(Unit.MINUTE, 61, BOOK))
                .as("a minute that has begun counts")
                .isEqualTo(100);
        assertThat(percent(Unit.PERCENT, 54, UNKNOWN)).isEqualTo(54);
    }

    @Test
    void nobody_knows_what_part_of_a_book_without_a_length_it_is() {
        assertThat(percent(Unit.PAGE, 210, UNKNOWN)).isNull();
        assertThat(percent(Unit.MINUTE, 210, UNKNOWN)).isNull();
    }

    @Test
    void what_is_beyond_the_book_is_refused() {
        assertThat(refusal(Unit.PAGE, 389, BOOK)).isEqualTo("/amount beyond_end");
        assertThat(refusal(Unit.MINUTE, 62, BOOK)).isEqualTo("/amount beyond_end");
        assertThat(refusal(Unit.PERCENT, 101, UNKNOWN)).isEqualTo("/amount range");
        assertThat(refusal(Unit.PAGE, 6_000_001, UNKNOWN)).isEqualTo("/amount range");
        assertThat(refusal(Unit.PAGE, -1, UNKNOWN)).isEqualTo("/amount range");
    }

    @Test
    void what_is_missing_is_named() {
        assertThat(refusal(null, 1, BOOK)).isEqualTo("/unit required");
        assertThat(refusal(Unit.PAGE, null, BOOK)).isEqualTo("/amount required");
    }

    @Test
    void a_book_that_lost_pages_since_is_at_most_read_to_its_end() {
        assertThat(Length.of(100, null).percent(new Position(Unit.PAGE, 388))).isEqualTo(100);
    }

    @Test
    void going_on_never_lowers_the_part_that_is_read() {
        var random = new Random(4);
        for (int round = 0; round < 5_000; round++) {
            Length length = Length.of(1 + random.nextInt(100_000), 1 + random.nextInt(100_000_000));
            Unit unit = Unit.values()[random.nextInt(3)];
            int last = Objects.requireNonNull(length.last(unit));
            int first = random.nextInt(last + 1);
            int second = first + random.nextInt(last - first + 1);

            assertThat(percent(unit, first, length)).isBetween(0, percent(unit, second, length));
            assertThat(percent(unit, second, length)).isLessThanOrEqualTo(100);
        }
    }
}
