package dev.colophon.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.problem.Problem;
import dev.colophon.shelf.Read.Outcome;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final LocalDate DAY = LocalDate.of(2024, 5, 1);

    @Test
    void reading_opens_a_read_and_read_closes_it() {
        Standing reading = Standing.fresh().moveTo(Status.READING, DAY);
        Standing read = reading.moveTo(Status.READ, DAY.plusDays(3));

        assertThat(reading.open().orElseThrow().startedOn()).isEqualTo(DAY);
        assertThat(read.open()).isEmpty();
        assertThat(read.reads()).hasSize(1);
        assertThat(read.reads().getFirst().startedOn()).isEqualTo(DAY);
        assertThat(read.reads().getFirst().finishedOn()).isEqualTo(DAY.plusDays(3));
        assertThat(read.reads().getFirst().outcome()).isEqualTo(Outcome.FINISHED);
    }

    @Test
    void pausing_keeps_the_read_open() {
        Standing reading = Standing.fresh().moveTo(Status.READING, DAY);
        Standing again = reading.moveTo(Status.PAUSED, DAY.plusDays(1)).moveTo(Status.READING, DAY.plusDays(2));

        assertThat(again).isEqualTo(reading);
    }

    @Test
    void reading_again_keeps_the_old_read() {
        Standing again = Standing.fresh()
                .moveTo(Status.DNF, null)
                .moveTo(Status.READING, DAY)
                .moveTo(Status.READ, null);

        assertThat(again.reads()).extracting(Read::outcome).containsExactly(Outcome.DNF, Outcome.FINISHED);
    }

    @Test
    void wanting_it_gives_up_the_open_read_and_keeps_finished_ones() {
        Standing wanted = Standing.fresh()
                .moveTo(Status.READ, DAY)
                .moveTo(Status.READING, DAY.plusDays(9))
                .moveTo(Status.WANT, null);

        assertThat(wanted.reads()).hasSize(1);
        assertThat(wanted.reads().getFirst().finishedOn()).isEqualTo(DAY);
    }

    @Test
    void a_read_cannot_end_before_it_began() {
        Standing reading = Standing.fresh().moveTo(Status.READING, DAY);

        assertThatThrownBy(() -> reading.moveTo(Status.READ, DAY.minusDays(1)))
                .isInstanceOf(Problem.class)
                .hasMessage("A read cannot end before it was started.");
    }

    @Test
    void a_second_open_read_is_refused() {
        Standing paused = Standing.fresh().moveTo(Status.PAUSED, null);

        assertThatThrownBy(() -> paused.with(Read.opened(DAY, Read.Source.MANUAL)))
                .isInstanceOf(Problem.class)
                .extracting(failure -> ((Problem) failure).code())
                .isEqualTo("read_open");
    }

    @Test
    void without_its_open_read_a_book_is_what_the_newest_read_left_it() {
        Standing first = Standing.fresh().moveTo(Status.READING, DAY);
        Standing second = Standing.fresh().moveTo(Status.DNF, DAY).moveTo(Status.READING, DAY.plusDays(1));

        assertThat(first.without(first.open().orElseThrow().id()).status()).isEqualTo(Status.WANT);
        assertThat(second.without(second.open().orElseThrow().id()).status()).isEqualTo(Status.DNF);
    }

    /** The constructor refuses a standing that breaks the rule, so that any path here proves it. */
    @Test
    void no_sequence_of_changes_breaks_the_rule() {
        for (int seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            Standing standing = Standing.fresh();
            for (int step = 0; step < 30; step++) {
                int closed = closed(standing);
                Standing next = StandingSteps.step(standing, random);
                assertThat(next.open().isPresent())
                        .as("seed %s step %s", seed, step)
                        .isEqualTo(next.status() == Status.READING || next.status() == Status.PAUSED);
                assertThat(closed(next)).isGreaterThanOrEqualTo(closed - 1);
                standing = next;
            }
        }
    }

    /** Whatever was before, progress finds one open read and leaves every read that had ended. */
    @Test
    void progress_always_finds_an_open_read() {
        for (int seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            Standing standing = Standing.fresh();
            for (int step = 0; step < 10; step++) {
                standing = StandingSteps.step(standing, random);
                Standing reading = standing.goingOn(DAY);

                assertThat(reading.status()).as("seed %s step %s", seed, step).isEqualTo(Status.READING);
                assertThat(closed(reading)).isEqualTo(closed(standing));
                assertThat(reading.reads()).containsAll(standing.reads());
                assertThat(reading.open().orElseThrow())
                        .isEqualTo(
                                standing.open().orElseGet(() -> reading.open().orElseThrow()));
            }
        }
    }

    private static int closed(Standing standing) {
        return (int) standing.reads().stream().filter(read -> !read.isOpen()).count();
    }
}
