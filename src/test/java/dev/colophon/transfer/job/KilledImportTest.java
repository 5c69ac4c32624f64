package dev.colophon.transfer.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.TakesLong;
import dev.colophon.transfer.GoodreadsFile;
import dev.colophon.transfer.ImportedRows;
import dev.colophon.transfer.job.KilledImport.By;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An import that is killed again and again ends as one that nobody touched: nothing is lost and nothing doubled. */
@TakesLong("starts a JVM for each kill")
class KilledImportTest {
    private static final int MANY_KILLS = 50;
    private static final int LONGEST_WAIT_MILLISECONDS = 400;
    private static final long LIMIT_NANOSECONDS = TimeUnit.MINUTES.toNanos(1);

    @TempDir
    Path folder;

    static Stream<Arguments> imports() {
        return Arrays.stream(Engine.values())
                .flatMap(engine -> Arrays.stream(By.values()).map(by -> Arguments.arguments(engine, by)));
    }

    @Timeout(180)
    @ParameterizedTest
    @MethodSource("imports")
    void killed_a_few_times_it_ends_as_if_it_had_not_been(Engine engine, By by) throws Exception {
        kill(engine, by, 2, 2_000);
    }

    @Tag("proof")
    @Timeout(1_200)
    @ParameterizedTest
    @MethodSource("imports")
    void killed_at_many_moments_it_ends_as_if_it_had_not_been(Engine engine, By by) throws Exception {
        kill(engine, by, MANY_KILLS, 12_000);
    }

    private void kill(Engine engine, By by, int times, int rows) throws Exception {
        Path file =
                Files.writeString(folder.resolve("import.csv"), GoodreadsFile.text(GoodreadsFile.COLUMNS_31, rows, 5));
        List<List<String>> whole = undisturbed(engine, file);
        var random = new Random(engine.ordinal() * 10L + by.ordinal());
        int killed = 0;
        while (killed < times) {
            try (var scene = new KilledImport(by, engine, file)) {
                while (killed < times && !scene.isDone()) {
                    killed += killOnce(scene, random, "kill " + killed) ? 1 : 0;
                }
                goToTheEnd(scene, by);
                List<List<String>> found = scene.rows(ImportedRows.QUERIES);
                for (int query = 0; query < whole.size(); query++) {
                    assertThat(found.get(query))
                            .as(ImportedRows.QUERIES.get(query))
                            .isEqualTo(whole.get(query));
                }
            }
        }
    }

    private static List<List<String>> undisturbed(Engine engine, Path file) throws IOException {
        try (var scene = new KilledImport(By.VERB, engine, file)) {
            scene.undisturbed();
            return scene.rows(ImportedRows.QUERIES);
        }
    }

    /**
     * @return whether it was killed before it had ended
     */
    private static boolean killOnce(KilledImport scene, Random random, String when) throws Exception {
        int decided = scene.decided();
        boolean whileStoring = random.nextInt(5) == 0;
        Process program = scene.start();
        long end = System.nanoTime() + LIMIT_NANOSECONDS;
        while (program.isAlive() && scene.decided() == decided && !(whileStoring && scene.stored() > 0)) {
            assertThat(System.nanoTime()).as(scene.output()).isLessThan(end);
            Thread.sleep(5);
        }
        boolean ended = program.waitFor(random.nextInt(LONGEST_WAIT_MILLISECONDS), TimeUnit.MILLISECONDS);
        program.destroyForcibly().waitFor();
        scene.requireWhole(when);
        return !ended;
    }

    private static void goToTheEnd(KilledImport scene, By by) throws Exception {
        Process program = scene.start();
        long end = System.nanoTime() + LIMIT_NANOSECONDS;
        while (program.isAlive() && !(by == By.WORKER && scene.isDone())) {
            assertThat(System.nanoTime()).as(scene.output()).isLessThan(end);
            Thread.sleep(50);
        }
        program.destroyForcibly().waitFor();
        assertThat(scene.isDone()).as(scene.output()).isTrue();
        scene.requireWhole("at the end");
    }
}
