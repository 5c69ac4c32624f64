package dev.colophon.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.Readers;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Any table goes in by the command line once somebody says what its columns are. */
@EveryDatabase
@Timeout(60)
class ImportColumnsTest {
    private static final String OWN =
            "Name of it;Who wrote it;Mark\nHollow Lanterns;Ida Muster;9\nThe Second Lamp;Jo Doe;\n";

    private final TestDatabase test;
    private ImportVerb verb;

    @TempDir
    private Path folder;

    ImportColumnsTest(TestDatabase test) {
        this.test = test;
    }

    @BeforeEach
    void makeReader() {
        Readers.add(test, "mary");
        verb = new ImportVerb(
                () -> TestDatabase.open(test.settings()),
                TestSettings.in(folder, Map.of("SQLITE_PATH", "unused.sqlite3")));
    }

    private int run(String text, String... options) throws IOException {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "--user";
        arguments[1] = "mary";
        arguments[2] = Files.writeString(folder.resolve("mine.csv"), text).toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return verb.run(arguments);
    }

    @Test
    void a_table_that_nobody_knows_is_refused_with_its_columns_and_the_option() throws IOException {
        assertThat(run(OWN)).isEqualTo(66);

        assertThat(verb.failure())
                .contains("1 Name of it, 2 Who wrote it, 3 Mark")
                .contains("--columns title:1,authors:2")
                .contains("rating_of_10")
                .contains("nothing was stored");
        assertThat(test.query("SELECT id FROM import_jobs")).isEmpty();
    }

    @Test
    void it_goes_in_with_its_columns() throws IOException {
        assertThat(run(OWN, "--columns", "title:1,authors:2,rating_of_10:3")).isZero();

        assertThat(verb.out()).contains("2 rows: 2 created");
        assertThat(test.query("SELECT rating FROM userbooks u JOIN books b ON b.id = u.book_id"
                        + " WHERE b.title = 'Hollow Lanterns'"))
                .containsExactly("18");
    }

    @Test
    void a_first_row_may_be_a_book() throws IOException {
        String bare = "9781000000016,Hollow Lanterns\n9781000000023,B\n";

        assertThat(run(bare, "--columns", "isbn:1,title:2", "--first-row", "book"))
                .isZero();
        assertThat(verb.out()).contains("2 rows: 2 created");
    }

    @Test
    void columns_that_say_nothing_are_a_wrong_command_line() throws IOException {
        for (String columns : new String[] {"authors:1", "title:0", "title:1,title:2", "title:1,nonsense:2", "title"}) {
            assertThat(run(OWN, "--columns", columns)).as(columns).isEqualTo(64);
        }
        assertThat(verb.errors()).contains("--columns: ").contains("The fields are title, subtitle, authors");
        assertThat(run(OWN, "--columns", "title:9")).isEqualTo(66);
        assertThat(verb.failure()).contains("3 columns");
        assertThat(test.query("SELECT id FROM import_jobs")).isEmpty();
    }

    @Test
    void rows_that_are_shifted_are_refused_with_their_columns_too() throws IOException {
        assertThat(run("Book Id,Title,Author,My Rating,Date Read,Exclusive Shelf\n"
                        + "0,1,A,Ida,4,2020/01/02,read\n1,2,C,Jo,0,,to-read\n"))
                .isEqualTo(66);

        assertThat(verb.failure()).contains("more cells").contains("2 Title").contains("--columns");
    }

    @Test
    void names_of_columns_command_no_terminal() throws IOException {
        assertThat(run("\u001b[31mName,\u202eWriter\nA,B\n")).isEqualTo(66);

        assertThat(verb.failure()).contains("1 ?[31mName, 2 ?Writer").doesNotContain("\u001b");
    }
}
