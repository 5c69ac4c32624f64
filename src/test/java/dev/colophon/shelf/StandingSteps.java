package dev.colophon.shelf;

import dev.colophon.problem.Problem;
import dev.colophon.shelf.Read.Outcome;
import java.time.LocalDate;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random changes of a standing. */
final class StandingSteps {
    private StandingSteps() {}

    static Standing step(Standing standing, Random random) {
        try {
            return switch (random.nextInt(7)) {
                case 0 -> standing.with(Read.opened(day(random), Read.Source.MANUAL));
                case 1 -> standing.with(Read.opened(null, Read.Source.MANUAL).closed(outcome(random), day(random)));
                case 2 -> reopened(standing, random);
                case 3 -> removed(standing, random);
                case 4 -> standing.goingOn(LocalDate.of(2024, 1, 1 + random.nextInt(28)));
                default -> standing.moveTo(Status.values()[random.nextInt(Status.values().length)], day(random));
            };
        } catch (Problem refused) {
            return standing;
        }
    }

    private static Standing reopened(Standing standing, Random random) {
        if (standing.reads().isEmpty()) {
            return standing;
        }
        Read read = standing.reads().get(random.nextInt(standing.reads().size()));
        return standing.replacing(
                random.nextBoolean()
                        ? new Read(read.id(), read.startedOn(), null, null, read.source())
                        : read.closed(outcome(random), day(random)));
    }

    private static Standing removed(Standing standing, Random random) {
        if (standing.reads().isEmpty()) {
            return standing;
        }
        return standing.without(
                standing.reads().get(random.nextInt(standing.reads().size())).id());
    }

    private static Outcome outcome(Random random) {
        return Outcome.values()[random.nextInt(2)];
    }

    private static @Nullable LocalDate day(Random random) {
        return random.nextInt(4) == 0 ? null : LocalDate.of(2024, 1, 1 + random.nextInt(28));
    }
}
