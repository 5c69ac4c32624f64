package dev.colophon.transfer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.problem.Problem;
import dev.colophon.transfer.cell.DateOrder;
import dev.colophon.transfer.row.Header;
import dev.colophon.transfer.row.Mapping;
import dev.colophon.transfer.row.RowCells;
import dev.colophon.transfer.source.ImportFile.ImportRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exports of Goodreads and of others: their columns, and what is known of a file as a whole. */
class ImportFileTest {
    @SuppressWarnings("NullAway.Init")
    @TempDir
    Path folder;

    @Test
    void a_file_whose_columns_were_aligned_is_read() throws IOException {
        ImportFile export = open("Book Id  , Title     , Author , Author l-f    , Exclusive Shelf\n"
                + " 12     , A Title   , Jo Doe , \"Doe, Jo\"     , read");

        assertThat(rows(export).getFirst().mapping().book())
                .extracting(BookDraft::title)
                .isEqualTo("A Title");
        assertThat(rows(export).getFirst().raw()).contains("\"Author l-f\":\"Doe, Jo\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Title,Authors,Contributors,ISBN/UID,Format,Read Status,Date Added,Star Rating|STORYGRAPH",
                "Title,Author,Series,Status,Privacy,Hardcover Book ID,ISBN 10,My Rating|HARDCOVER",
                "title,author_text,remote_id,openlibrary_key,librarything_key,isbn_13|BOOKWYRM",
                "Book Id,Title,Sort Character,Primary Author,Entry Date,Date Read|LIBRARYTHING",
                "title,subtitle,author,status,my_review,book_format,readings,date_added|OPENREADS",
                "Work Id,Edition Id,Bookshelf|OPEN_LIBRARY",
                "authors,author_sort,rating,library_name,title,title_sort,uuid|CALIBRE",
                "9780804429573|ISBN_LIST",
                "isbn|ISBN_LIST",
            })
    void a_system_is_known_by_the_names_of_its_columns(String header, SourceSystem system) throws IOException {
        assertThat(open(header + "\n9780804429573\n").system()).isEqualTo(system);
    }

    @Test
    void a_goodreads_export_without_titles_is_refused() {
        assertThat(refused("Book Id,Author,My Rating,Date Read,Bookshelves\n1,A,0,,x\n")
                        .code())
                .isEqualTo("missing_column");
    }

    @Test
    void any_other_table_is_refused() {
        assertThat(refused("name,street,town\nA,B,C\n").code()).isEqualTo("unknown_columns");
        assertThat(refused("hello world\n").code()).isEqualTo("not_a_csv");
        assertThat(refused(",".repeat(20_000)).code()).isIn("broken_quotes", "unknown_columns");
    }

    @Test
    void unknown_and_missing_columns_are_told() throws IOException {
        assertThat(open("Title,Book Id,Mood,Date Read,My Rating\nA,1,x,,0\n").notes())
                .anyMatch(note -> note.contains("mood"))
                .anyMatch(note -> note.startsWith("Missing columns") && note.contains("ISBN13"));
    }

    @Test
    void a_comma_at_the_end_of_every_row_says_nothing() throws IOException {
        String rows = "1,A,5,2020/01/02,read,\n2,B,,,to-read,\n";

        for (String header : List.of(
                "Book Id,Title,My Rating,Date Read,Exclusive Shelf",
                "Book Id,Title,My Rating," + "Date Read,Exclusive Shelf,")) {
            ImportFile file = open(header + "\n" + rows);

            assertThat(rows(file)).allMatch(row -> row.mapping().rejection() == null);
            assertThat(file.notes()).noneMatch(note -> note.startsWith("Unknown"));
        }
    }

    @Test
    void what_data_tools_write_is_read_as_what_it_was() throws IOException {
        ImportFile file = open("""
                Book Id,Title,Author,ISBN,ISBN13,My Rating,Number of Pages,Year Published,Date Read,Exclusive Shelf
                12.0,A,Ida Muster,142402508.0,9780142402504.0,4.0,321.0,2004.0,2020-05-01 00:00:00,read
                13.0,B,nan,NaN,nan,NaN,NaN,NaN,NaN,to-read
                """);
        Mapping first = rows(file).get(0).mapping();
        Mapping second = rows(file).get(1).mapping();

        assertThat(first.notes()).containsExactly("ISBN had lost its leading zeros; they were restored.");
        assertThat(book(first).isbn13()).isEqualTo("9780142402504");
        assertThat(book(first).identifiers()).containsEntry("goodreads", "12");
        assertThat(book(first).pageCount()).isEqualTo(321);
        assertThat(book(first).publishedOn()).isEqualTo("2004");
        assertThat(Objects.requireNonNull(first.shelf()).reads().getFirst().finishedOn())
                .isEqualTo("2020-05-01");
        assertThat(second.notes()).isEmpty();
        assertThat(book(second).contributors()).isEmpty();
        assertThat(book(second).isbn13()).isNull();
    }

    @Test
    void as_many_people_as_the_catalogue_takes_are_kept() throws IOException {
        var people = new StringBuilder();
        for (int number = 1; number <= 205; number++) {
            people.append("Person ").append(number).append(", ");
        }
        String name = "n".repeat(300);
        String title = "t".repeat(1_000);
        ImportFile file = open("title,author_text,remote_id,shelf,review_cw\n" + title + ",\"" + name + ", " + people
                + "\",https://b.example/1,read,\n");
        Mapping mapping = rows(file).getFirst().mapping();

        assertThat(book(mapping).title()).isEqualTo(title);
        assertThat(book(mapping).contributors()).hasSize(200);
        assertThat(book(mapping).contributors().getFirst().name()).isEqualTo(name);
        assertThat(mapping.notes()).containsExactly("author_text names more than 200 people; the rest is left.");
    }

    private static BookDraft book(Mapping mapping) {
        return Objects.requireNonNull(mapping.book());
    }

    @Test
    void columns_with_the_same_name_are_both_kept() {
        Header header = Header.of(List.of("Title", "Book Id", "Title", "", "My Rating", "Date Read"));
        String raw = new RowCells(header, List.of("A", "1", "B", "C", "0", ""), DateOrder.MONTH_FIRST).rawJson();

        assertThat(raw)
                .contains("\"Title\":\"A\"")
                .contains("\"Title (3)\":\"B\"")
                .contains("\"C\"");
    }

    @Test
    void rows_that_may_be_about_one_book_stand_together() throws IOException {
        ImportFile export = open("""
                Book Id,Title,Author,ISBN,Date Read,My Rating
                1,Emma,Ida Muster,,,0
                2,Other,Ida Muster,,,0
                3,EMMA,Ida  Muster,080442957X,,0
                ,,no title,,,0
                4,Reprint,Ida Muster,080442957X,,0
                """);

        assertThat(export.rowCount()).isEqualTo(5);
        assertThat(rows(export)).extracting(ImportRow::place).containsExactly(0, 3, 1, 4, 2);
        assertThat(rows(export)).extracting(ImportRow::bookGroup).containsExactly(0, 1, 0, 3, 0);
        assertThat(rows(export)).extracting(ImportRow::line).containsExactly(2, 3, 4, 5, 6);
    }

    @Test
    void dates_are_read_in_the_order_of_the_whole_file() throws IOException {
        ImportFile export = open("Book Id,Title,My Rating,Date Read\n1,A,0,1/5/20\n2,B,0,25/12/19\n");

        assertThat(export.notes()).anyMatch(note -> note.contains("day/month/year"));
        assertThat(Objects.requireNonNull(rows(export).getFirst().mapping().shelf())
                        .reads()
                        .getFirst()
                        .finishedOn())
                .isEqualTo("2020-05-01");
    }

    private static List<ImportRow> rows(ImportFile export) throws IOException {
        List<ImportRow> rows = new ArrayList<>();
        export.forEach(rows::add);
        return rows;
    }

    private Problem refused(String content) {
        return Objects.requireNonNull(catchThrowableOfType(Problem.class, () -> open(content)));
    }

    private ImportFile open(String content) throws IOException {
        Path file = folder.resolve("file.csv");
        Files.write(file, content.getBytes(StandardCharsets.UTF_8));
        return ImportFile.open(file, FileReading.AUTOMATIC, 1_000, 1_000_000);
    }
}
