package dev.colophon.transfer.goodreads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.problem.Problem;
import dev.colophon.transfer.goodreads.GoodreadsExport.ExportRow;
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
class GoodreadsExportTest {
    @SuppressWarnings("NullAway.Init")
    @TempDir
    Path folder;

    @Test
    void a_file_whose_columns_were_aligned_is_read() throws IOException {
        GoodreadsExport export = open("Book Id  , Title     , Author , Author l-f    , Exclusive Shelf\n"
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
                "Title,Authors,Contributors,ISBN/UID,Format,Read Status,Date Added,Star Rating|StoryGraph",
                "Title,Author,Series,Status,Privacy,Hardcover Book ID,ISBN 10,My Rating|Hardcover",
                "title,author_text,remote_id,openlibrary_key,librarything_key,isbn_13|BookWyrm",
                "Book Id,Title,Sort Character,Primary Author,Entry Date,Date Read|LibraryThing",
                "title,subtitle,author,status,my_review,book_format,readings,date_added|Openreads",
                "Work Id,Edition Id,Bookshelf|Open Library",
                "authors,author_sort,rating,library_name,title,title_sort,uuid|Calibre",
                "9780804429573|list of ISBNs",
            })
    void exports_of_other_systems_are_named(String header, String name) {
        Problem problem = refused(header + "\n");

        assertThat(problem.code()).isEqualTo("other_system");
        assertThat(problem.detail()).contains(name);
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
    void columns_with_the_same_name_are_both_kept() {
        Header header = Header.of(List.of("Title", "Book Id", "Title", "", "My Rating", "Date Read"));
        String raw = new RowCells(header, List.of("A", "1", "B", "C", "0", "")).rawJson();

        assertThat(raw)
                .contains("\"Title\":\"A\"")
                .contains("\"Title (3)\":\"B\"")
                .contains("\"C\"");
    }

    @Test
    void rows_that_may_be_about_one_book_stand_together() throws IOException {
        GoodreadsExport export = open("""
                Book Id,Title,Author,ISBN,Date Read,My Rating
                1,Emma,Ida Muster,,,0
                2,Other,Ida Muster,,,0
                3,EMMA,Ida  Muster,080442957X,,0
                ,,no title,,,0
                4,Reprint,Ida Muster,080442957X,,0
                """);

        assertThat(export.rowCount()).isEqualTo(5);
        assertThat(rows(export)).extracting(ExportRow::place).containsExactly(0, 3, 1, 4, 2);
        assertThat(rows(export)).extracting(ExportRow::bookGroup).containsExactly(0, 1, 0, 3, 0);
        assertThat(rows(export)).extracting(ExportRow::line).containsExactly(2, 3, 4, 5, 6);
    }

    @Test
    void dates_are_read_in_the_order_of_the_whole_file() throws IOException {
        GoodreadsExport export = open("Book Id,Title,My Rating,Date Read\n1,A,0,1/5/20\n2,B,0,25/12/19\n");

        assertThat(export.notes()).anyMatch(note -> note.contains("day/month/year"));
        assertThat(Objects.requireNonNull(rows(export).getFirst().mapping().shelf())
                        .reads()
                        .getFirst()
                        .finishedOn())
                .isEqualTo("2020-05-01");
    }

    private static List<ExportRow> rows(GoodreadsExport export) throws IOException {
        List<ExportRow> rows = new ArrayList<>();
        export.forEach(rows::add);
        return rows;
    }

    private Problem refused(String content) {
        return Objects.requireNonNull(catchThrowableOfType(Problem.class, () -> open(content)));
    }

    private GoodreadsExport open(String content) throws IOException {
        Path file = folder.resolve("file.csv");
        Files.write(file, content.getBytes(StandardCharsets.UTF_8));
        return GoodreadsExport.open(file, 1_000);
    }
}
