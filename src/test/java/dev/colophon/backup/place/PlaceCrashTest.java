package dev.colophon.backup.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.backup.place.kept.KeptData;
import dev.colophon.migration.Sandbox;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.TakesLong;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A restore that is killed leaves the old data or the new, whole, and no lock and no remains. */
@TakesLong("starts a JVM for each crash")
class PlaceCrashTest {
    private static final int RANDOM_KILLS = 200;
    private static final int MOST_STEPS = 30;
    private static final long HELD_NANOS = 20_000_000_000L;

    @TempDir
    Path folder;

    @Timeout(240)
    @ParameterizedTest
    @EnumSource(Engine.class)
    void killed_after_each_step_it_is_all_old_or_all_new(Engine engine) throws Exception {
        try (var sandbox = Shelves.live(engine, folder, 0)) {
            int step = 1;
            int generation = 0;
            int swapped = 0;
            while (true) {
                var child = PlaceChild.start(sandbox, folder, generation + 1, step);
                String said = child.answer();
                boolean killed = child.wasKilled();
                int next = requireWhole(sandbox, generation, said);
                swapped += next - generation;
                generation = next;
                if (!killed) {
                    assertThat(child.exitCode()).as(said).isZero();
                    assertThat(said).contains("closed");
                    break;
                }
                step++;
                assertThat(step).isLessThan(MOST_STEPS);
            }
            // of both outcomes there are some
            assertThat(step).isGreaterThan(10);
            assertThat(swapped).isBetween(2, step - 6);
        }
    }

    @Tag("proof")
    @Timeout(240)
    @Test
    void killed_after_each_step_a_damaged_file_has_its_log_or_is_kept_with_it() throws Exception {
        try (var sandbox = Shelves.live(Engine.SQLITE, folder, 0)) {
            Path file = sandbox.settings.sqlitePath();
            Path log = Path.of(file + "-wal");
            for (int step = 1; step < MOST_STEPS; step++) {
                Files.writeString(file, "no database");
                Files.writeString(log, "no log");
                var child = PlaceChild.start(sandbox, folder, 1, step);
                String said = child.answer();
                boolean killed = child.wasKilled();
                try (Place place = Places.hold(sandbox.settings, sandbox.scripts(), InstantSource.system())) {
                    if (!place.kept().isEmpty()) {
                        assertThat(Shelves.generation(sandbox)).as(said).isEqualTo(1);
                        place.swapBack(place.kept().getFirst());
                        place.forget(place.kept().getFirst());
                    }
                    assertThat(Files.readString(file)).as(said).isEqualTo("no database");
                    assertThat(Files.readString(log)).as(said).isEqualTo("no log");
                    assertThat(place.kept()).as(said).isEmpty();
                }
                if (!killed) {
                    assertThat(step).isGreaterThan(10);
                    return;
                }
            }
        }
    }

    @Tag("proof")
    @Timeout(1_200)
    @ParameterizedTest
    @EnumSource(Engine.class)
    void killed_at_any_moment_it_is_all_old_or_all_new(Engine engine) throws Exception {
        var random = new Random(11);
        try (var sandbox = Shelves.live(engine, folder, 0)) {
            long whole = milliseconds(sandbox);
            int generation = requireWhole(sandbox, 0, "measured");
            int killed = 0;
            while (killed < RANDOM_KILLS) {
                var child = PlaceChild.start(sandbox, folder, generation + 1);
                child.awaitOutput("begins");
                // more of them towards the end, where the swap is
                long delay = (long) (whole * Math.sqrt(random.nextDouble()));
                if (child.endsWithin(delay)) {
                    whole -= whole / 50;
                } else {
                    child.kill();
                    killed++;
                }
                generation = requireWhole(sandbox, generation, "after " + delay + " ms");
            }
        }
    }

    private long milliseconds(Sandbox sandbox) throws Exception {
        var child = PlaceChild.start(sandbox, folder, 1);
        child.awaitOutput("begins");
        long begin = System.nanoTime();
        assertThat(child.answer()).contains("closed");
        return (System.nanoTime() - begin) / 1_000_000;
    }

    /**
     * @return the generation that is live now
     */
    private int requireWhole(Sandbox sandbox, int before, String when) throws InterruptedException {
        int now = Shelves.generation(sandbox);
        assertThat(now).as(when).isBetween(before, before + 1);
        assertThat(sandbox.state()).as(when).isEqualTo(now > 0 ? "3|1" : "2|1");
        try (Place place = hold(sandbox)) {
            assertThat(place.kept()).as(when).hasSize(now - before);
            assertThat(Shelves.generation(sandbox)).as(when).isEqualTo(now);
            for (KeptData kept : place.kept()) {
                place.swapBack(kept);
                assertThat(Shelves.generation(sandbox)).as(when).isEqualTo(before);
                place.swapBack(place.kept().getFirst());
                place.forget(place.kept().getFirst());
            }
            assertThat(remains(sandbox)).as(when).isEmpty();
        }
        assertThat(Shelves.generation(sandbox)).as(when).isEqualTo(now);
        return now;
    }

    /** The server ends a killed program's session, and with it its lock, when it is done with the statement. */
    private static Place hold(Sandbox sandbox) throws InterruptedException {
        long end = System.nanoTime() + HELD_NANOS;
        while (true) {
            try {
                return Places.hold(sandbox.settings, sandbox.scripts(), InstantSource.system());
            } catch (StartFailure held) {
                if (held.exitCode() != ExitCode.BACKUP_LOCKED || System.nanoTime() > end) {
                    throw held;
                }
                Thread.sleep(100);
            }
        }
    }

    private String remains(Sandbox sandbox) {
        if (sandbox.settings.engine() == Engine.POSTGRESQL) {
            return sandbox.query("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'colophon%'");
        }
        String[] names = folder.toFile().list((directory, name) -> name.matches(".*([.](new|before)-|-(wal|shm)$).*"));
        return String.join(" ", names == null ? new String[0] : names);
    }
}
