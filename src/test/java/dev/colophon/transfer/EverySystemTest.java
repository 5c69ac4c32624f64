package dev.colophon.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.database.Database;
import dev.colophon.observe.metric.Meters;
import dev.colophon.shelf.intake.Intake;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import dev.colophon.transfer.job.ImportItem;
import dev.colophon.transfer.job.ImportItem.Outcome;
import dev.colophon.transfer.job.ImportJob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files of every system on the real shelf: nothing is doubled, whoever wrote it and however often it comes. */
@EveryDatabase
@Timeout(60)
class EverySystemTest {
    private static final List<String> FIXTURES = List.of(
            "goodreads.csv",
            "storygraph.csv",
            "bookwyrm.csv",
            "hardcover.csv",
            "librarything.tsv",
            "librarything.json",
            "openreads.csv",
            "open-library.csv",
            "open-library-old.csv",
            "calibre.csv",
            "isbns.txt");

    private final Imports imports;

    EverySystemTest(Database database) {
        var intake = new Intake(database, Clock.systemUTC(), List.of());
        imports = new Imports(
                database,
                new Shelving.OnShelf(intake, Optional.empty(), Optional.empty()),
                new ImportSettings(1_000, 1_000_000),
                InstantSource.system(),
                new Meters());
    }

    @BeforeEach
    void prepare(TestDatabase test) {
        ShelfRows.insert(test);
    }

    @Test
    void a_second_import_changes_nothing() throws IOException {
        for (String fixture : FIXTURES) {
            ImportJob first = run(fixture);
            ImportJob second = run(fixture);

            assertThat(second.source()).isEqualTo(first.source());
            assertThat(second.count(Outcome.UNCHANGED))
                    .as(fixture)
                    .isEqualTo(second.rowCount() - second.count(Outcome.FAILED) - second.count(Outcome.SKIPPED));
        }
    }

    @Test
    void another_system_meets_the_same_books(TestDatabase test) throws IOException {
        run("goodreads.csv");
        long before = books(test);
        ImportJob job = run("storygraph.csv");

        // two share an ISBN, one the number of Goodreads; four are new
        assertThat(job.count(Outcome.CREATED)).isEqualTo(4);
        assertThat(books(test)).isEqualTo(before + 4);
        assertThat(test.query("SELECT COUNT(*) FROM books WHERE title = 'Hollow Lanterns'"))
                .containsExactly("1");
    }

    @Test
    void a_book_in_every_system_is_one_book(TestDatabase test) throws IOException {
        for (String fixture : FIXTURES) {
            run(fixture);
        }

        assertThat(test.query("SELECT COUNT(*) FROM books WHERE title = 'Hollow Lanterns'"))
                .containsExactly("1");
        assertThat(test.query("SELECT COUNT(*) FROM books WHERE isbn13 = '9781000000016'"))
                .containsExactly("1");
    }

    @Test
    void a_book_known_by_a_number_alone_takes_its_title_when_another_file_has_it(TestDatabase test) throws IOException {
        run("isbns.txt");
        assertThat(test.query("SELECT title FROM books WHERE isbn13 = '9781000000023'"))
                .containsExactly("ISBN 9781000000023");
        run("goodreads.csv");

        assertThat(test.query("SELECT title FROM books WHERE isbn13 = '9781000000023'"))
                .containsExactly("The Second Lamp");
        assertThat(test.query("SELECT title_key FROM userbooks u WHERE u.book_id ="
                        + " (SELECT id FROM books WHERE isbn13 = '9781000000023')"))
                .containsExactly("the second lamp");
        assertThat(run("isbns.txt").count(Outcome.UPDATED)).isZero();
    }

    @Test
    void rows_that_are_not_meant_for_a_shelf_are_skipped() throws IOException {
        ImportJob job = run("openreads.csv");
        ImportItem skipped = imports.items(job, Outcome.SKIPPED, -1, 10).items().getFirst();

        assertThat(job.count(Outcome.FAILED)).isZero();
        assertThat(skipped.reasonCode()).isEqualTo("left_out");
        assertThat(skipped.message()).contains("bin of Openreads");
    }

    private ImportJob run(String fixture) throws IOException {
        Path file = Path.of("src/test/resources/imports", fixture);
        return imports.run(ShelfRows.READER, file, false, progress -> {});
    }

    private static long books(TestDatabase test) {
        return Long.parseLong(test.query("SELECT COUNT(*) FROM books").getFirst());
    }
}
