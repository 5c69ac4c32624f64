package dev.colophon.cli.moving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.TakesLong;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole program is killed at a random moment. What it leaves is all old or all new, nothing partial counts as a
 * backup, no lock stays, and what it left lying about goes away.
 */
@TakesLong("starts a JVM for each kill")
class KilledProgramTest {
    /** 200 of four verbs on two engines. */
    private static final int MANY_KILLS = 25;

    /** Until then the JVM has only begun to start. */
    private static final double EARLIEST = 0.4;

    @TempDir
    Path folder;

    static Stream<Arguments> verbs() {
        return Arrays.stream(Engine.values())
                .flatMap(engine -> Arrays.stream(KilledVerb.values()).map(verb -> Arguments.arguments(engine, verb)));
    }

    @Timeout(120)
    @ParameterizedTest
    @MethodSource("verbs")
    void killed_at_some_moments_it_is_all_old_or_all_new(Engine engine, KilledVerb verb) throws Exception {
        kill(engine, verb, verb.fewKills());
    }

    @Tag("proof")
    @Timeout(900)
    @ParameterizedTest
    @MethodSource("verbs")
    void killed_at_many_moments_it_is_all_old_or_all_new(Engine engine, KilledVerb verb) throws Exception {
        assertThat(kill(engine, verb, MANY_KILLS)).isGreaterThan(MANY_KILLS / 3);
    }

    private int kill(Engine engine, KilledVerb verb, int times) throws Exception {
        var random = new Random(engine.ordinal() * 10L + verb.ordinal());
        int killed = 0;
        try (KilledScene scene = KilledScene.of(engine, verb, folder)) {
            long whole = scene.undisturbed();
            for (int time = 0; time < times; time++) {
                scene.prepare();
                Process program = scene.start();
                long delay = (long) (whole * (EARLIEST + (1 - EARLIEST) * random.nextDouble()));
                long begun = System.nanoTime();
                if (program.waitFor(delay, TimeUnit.MILLISECONDS)) {
                    // the machine was busy when it was measured
                    whole = Math.min(whole, (System.nanoTime() - begun) / 1_000_000);
                } else {
                    program.destroyForcibly().waitFor();
                    killed++;
                }
                scene.requireWhole("kill " + time + " after " + delay + " of " + whole + " ms");
            }
            scene.undisturbed();
        }
        return killed;
    }
}
