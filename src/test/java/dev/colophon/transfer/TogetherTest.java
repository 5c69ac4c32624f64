package dev.colophon.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.database.Session;
import dev.colophon.observe.metric.Meters;
import dev.colophon.shelf.intake.Intake;
import dev.colophon.shelf.intake.ShelfDraft;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rows that are taken together end as rows that are taken one by one. */
@EveryDatabase
@Timeout(120)
class TogetherTest {
    /** Rows about one book, known ones, one tag in two spellings, people and a series that many have. */
    static final String TRICKY = """
            Book Id,Title,Author,ISBN13,My Rating,Exclusive Shelf,Bookshelves,Date Read,Read Count
            900001,"Lamps (Tower, #1)",Ann Lee,9781000000016,4,read,"Fantasy, tower",2020/01/02,2
            900002,"Lamps (Tower, #1)",Ann Lee,9781000000016,,to-read,tower,,0
            900003,Lamps,ANN LEE,,5,read,FANTASY,2021/01/02,1
            ,Lamps,Ann Lee,,,to-read,,,0
            900001,Something Else,Bo,,3,to-read,,,0
            900005,"Keys (Tower, #2)",Ann Lee,,,currently-reading,fantasy,,1
            900006,Doors,"Bo Ek",9781000000023,1,read,,2019/05/05,1
            900007,Doors,"Bo  Ek",,,to-read,,,0
            """;

    @TempDir
    private Path folder;

    private TestDatabase test;

    @BeforeEach
    void prepare(TestDatabase test) {
        this.test = test;
        ShelfRows.insert(test);
    }

    private static Intake intake(TestDatabase on) {
        return new Intake(on.database(), Clock.systemUTC(), List.of());
    }

    private ImportJob run(TestDatabase on, Shelving shelving, String file, boolean dryRun) throws IOException {
        Path path = Files.writeString(folder.resolve("import.csv"), file);
        var settings = new ImportSettings(5_000, 50_000_000);
        return new Imports(on.database(), shelving, settings, InstantSource.system(), new Meters())
                .run(ShelfRows.READER, path, dryRun, progress -> {});
    }

    private void demandTheSame(List<String> files) throws IOException {
        try (TestDatabase other = TestDatabase.create(test.engine())) {
            ShelfRows.insert(other);
            for (String file : files) {
                ImportJob together =
                        run(test, new Shelving.OnShelf(intake(test), Optional.empty(), Optional.empty()), file, false);
                ImportJob oneByOne = run(other, intake(other)::take, file, false);

                assertThat(together.counts()).isEqualTo(oneByOne.counts());
                for (String query : ImportedRows.QUERIES) {
                    assertThat(test.query(query)).as(query).isEqualTo(other.query(query));
                }
                List.of(test, other).forEach(one -> one.run("DELETE FROM import_jobs"));
            }
        }
    }

    @Test
    void they_end_the_same_in_a_large_file() throws IOException {
        demandTheSame(List.of(
                GoodreadsFile.text(GoodreadsFile.COLUMNS_31, 1_300, 3),
                GoodreadsFile.text(GoodreadsFile.COLUMNS_31, 1_500, 3)));
    }

    @Test
    void they_end_the_same_where_rows_are_about_one_book() throws IOException {
        demandTheSame(List.of(TRICKY, TRICKY));
    }

    @Test
    void a_dry_run_says_what_a_real_one_does() throws IOException {
        ImportJob rehearsed =
                run(test, new Shelving.OnShelf(intake(test), Optional.empty(), Optional.empty()), TRICKY, true);
        assertThat(test.query("SELECT COUNT(*) FROM reads")).containsExactly("0");
        ImportJob real =
                run(test, new Shelving.OnShelf(intake(test), Optional.empty(), Optional.empty()), TRICKY, false);

        assertThat(rehearsed.counts()).isEqualTo(real.counts());
    }

    @Test
    void one_that_spoils_the_others_fails_alone() throws IOException {
        AtomicInteger spoiled = new AtomicInteger();
        Shelving shelves = new Shelving.OnShelf(intake(test), Optional.empty(), Optional.empty());
        Shelving failing = new Shelving() {
            @Override
            public Intake.Result take(Session session, UUID user, BookDraft book, ShelfDraft shelf) {
                if (book.title().equals("Doors")) {
                    throw new IllegalStateException("this one fails");
                }
                return shelves.take(session, user, book, shelf);
            }

            @Override
            public Map<Integer, Intake.Result> takeTogether(Session session, UUID user, List<Intake.Draft> drafts) {
                shelves.takeTogether(session, user, drafts);
                spoiled.incrementAndGet();
                throw new IllegalStateException("this one fails");
            }
        };

        ImportJob job = run(test, failing, TRICKY, false);

        assertThat(spoiled).hasPositiveValue();
        assertThat(job.count(Outcome.FAILED)).isEqualTo(2);
        assertThat(job.count(Outcome.CREATED)).isPositive();
        assertThat(test.query("SELECT COUNT(*) FROM books WHERE title = 'Doors'"))
                .containsExactly("0");
    }
}
