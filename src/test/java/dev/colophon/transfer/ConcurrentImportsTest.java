package dev.colophon.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.database.Database;
import dev.colophon.observe.metric.Meters;
import dev.colophon.shelf.intake.Intake;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import dev.colophon.transfer.job.ImportItem.Outcome;
import dev.colophon.transfer.job.ImportJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two readers import the same new books at the same moment. */
@EveryDatabase
@Timeout(120)
class ConcurrentImportsTest {
    private static final int ROWS = 400;

    private final Database database;

    @SuppressWarnings("NullAway.Init")
    @TempDir
    Path folder;

    ConcurrentImportsTest(Database database) {
        this.database = database;
    }

    @BeforeEach
    void prepare(TestDatabase test) {
        ShelfRows.insert(test);
    }

    @Test
    void each_book_is_added_once_and_each_reader_gets_every_row(TestDatabase test) throws Exception {
        var start = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ImportJob> mary = threads.submit(() -> run(start, ShelfRows.READER));
            Future<ImportJob> paul = threads.submit(() -> run(start, ShelfRows.OTHER_READER));

            assertThat(mary.get().counts()).isEqualTo(Map.of(Outcome.CREATED, ROWS));
            assertThat(paul.get().counts()).isEqualTo(Map.of(Outcome.CREATED, ROWS));
        }
        // one book and one entry were there before
        assertThat(test.query("SELECT COUNT(*) FROM books")).containsExactly(Integer.toString(ROWS + 1));
        assertThat(test.query("SELECT COUNT(*) FROM userbooks")).containsExactly(Integer.toString(2 * ROWS + 1));
    }

    private ImportJob run(CyclicBarrier start, UUID reader) throws Exception {
        var intake = new Intake(database, Clock.systemUTC(), List.of());
        var imports = new Imports(
                database,
                new Shelving.OnShelf(intake, Optional.empty(), Optional.empty()),
                new ImportSettings(5_000, 5_000_000),
                InstantSource.system(),
                new Meters());
        Path file = file(reader);
        start.await();
        return imports.run(reader, file, false, progress -> {});
    }

    private Path file(UUID reader) throws IOException {
        return Files.write(folder.resolve(reader + ".csv"), GoodreadsFile.of(GoodreadsFile.COLUMNS_31, ROWS, 7));
    }
}
