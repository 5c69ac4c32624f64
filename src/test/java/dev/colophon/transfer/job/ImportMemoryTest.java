package dev.colophon.transfer.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.TakesLong;
import dev.colophon.transfer.job.KilledImport.By;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The memory of an import is bounded, however large its file is. */
@TakesLong("imports a large file")
class ImportMemoryTest {
    private static final int ROWS = 200_000;

    /** The program alone starts with half of it. */
    private static final String HEAP = "-Xmx64m";

    @TempDir
    Path folder;

    @Tag("proof")
    @Timeout(900)
    @ParameterizedTest
    @EnumSource(Engine.class)
    void twice_as_many_rows_as_are_allowed_fit_into_a_small_heap(Engine engine) throws Exception {
        try (var scene = new KilledImport(By.VERB, engine, file())) {
            Process program = scene.start(HEAP);

            assertThat(program.waitFor(800, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).as(scene.output()).isZero();
            assertThat(scene.output()).contains(ROWS + " rows: " + ROWS + " created");
            scene.requireWhole("at the end");
        }
    }

    private Path file() throws IOException {
        Path file = folder.resolve("import.csv");
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write("Book Id,Title,Author,ISBN13,My Rating,Date Read,Exclusive Shelf,Bookshelves,My Review\n");
            for (int row = 1; row <= ROWS; row++) {
                writer.write("%d,\"The Volume %d (Samples, #%d)\",Author %d,,4,2020/01/02,read,\"tag, of %d\",%s\n"
                        .formatted(row, row, row, row / 5, row % 100, "A review of some length. ".repeat(row % 20)));
            }
        }
        return file;
    }
}
