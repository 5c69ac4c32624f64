package dev.colophon.transfer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.problem.Problem;
import dev.colophon.shelf.Read.Outcome;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.intake.ShelfDraft;
import dev.colophon.shelf.intake.ShelfDraft.Read;
import dev.colophon.shelf.intake.ShelfDraft.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Backups of Openreads: a zip with objects of JSON that a sign of their own parts, and covers beside them. */
@Timeout(60)
class OpenreadsBackupTest {
    private static final String LANTERNS = """
            {"id":7,"title":"Hollow Lanterns","subtitle":"A Novel","author":"Ida Muster","description":"Two {lamps}",\
            "status":0,"rating":45,"favourite":1,"deleted":0,"pages":321,"publication_year":2004,\
            "isbn":"9781000000016","olid":"OL101M","tags":"winter|||||a, b","my_review":"Good.","notes":null,\
            "blur_hash":null,"has_cover":1,"book_type":"paperback",\
            "readings":"2020-01-01T00:00:00.000|2020-01-09T00:00:00.000|;|2022-03-03T00:00:00.000|5000",\
            "date_added":"2020-01-01T10:00:00.000","date_modified":"2020-01-01T10:00:00.000"}""";

    private static final String GIVEN_UP = """
            {"id":8,"title":"Given Up","author":"Jo Doe","status":3,"rating":null,"favourite":0,"deleted":0,\
            "tags":null,"my_review":null,"olid":null,"has_cover":0,"book_type":"audiobook",\
            "start_date":"2023-02-01T00:00:00.000","finish_date":"2023-02-03T00:00:00.000"}""";

    private static final String IN_THE_BIN =
            "{\"id\":9,\"title\":\"Gone\",\"author\":\"Jo Doe\",\"status\":2,\"deleted\":1,\"has_cover\":0}";

    @TempDir
    private Path folder;

    private Path backup(String books) throws IOException {
        Path file = folder.resolve("Openreads-2026_1_1-10_0_0.backup");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String[] member : new String[][] {
                {"books.backup", books},
                {"challenges.backup", "{\"year\":2026}"},
                {"7.jpg", "x"},
                {"info.txt", "App version: 2.11.0\nBackup version: 5"}
            }) {
                zip.putNextEntry(new ZipEntry(member[0]));
                zip.write(member[1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }

    @Test
    void its_books_are_those_of_an_export() throws IOException {
        Drafts file = Drafts.of(backup(LANTERNS + "@@@@@" + GIVEN_UP + "@@@@@" + IN_THE_BIN));
        ShelfDraft shelf = file.shelf("Hollow Lanterns");

        assertThat(file.system()).isEqualTo(SourceSystem.OPENREADS);
        assertThat(file.book("Hollow Lanterns").description()).isEqualTo("Two {lamps}");
        assertThat(file.book("Hollow Lanterns").identifiers()).containsEntry("openlibrary", "OL101M");
        assertThat(shelf.status()).isEqualTo(Status.READ);
        assertThat(shelf.rating()).isEqualTo(18);
        assertThat(shelf.addedOn()).isEqualTo("2020-01-01");
        assertThat(shelf.tags())
                .containsExactly(new Tag("winter", null), new Tag("a, b", null), new Tag("favourite", null));
        assertThat(shelf.reads())
                .containsExactly(
                        new Read(day("2020-01-01"), day("2020-01-09"), Outcome.FINISHED),
                        new Read(null, day("2022-03-03"), Outcome.FINISHED));
        assertThat(file.shelf("Given Up").reads())
                .containsExactly(new Read(day("2023-02-01"), day("2023-02-03"), Outcome.DNF));
        assertThat(file.mapping("line 1").rejection()).isEqualTo("left_out");
    }

    @Test
    void one_of_the_first_of_them_has_another_sign() throws IOException {
        Drafts file = Drafts.of(backup(LANTERNS + "|||||" + GIVEN_UP));

        assertThat(file.shelf("Given Up").status()).isEqualTo(Status.DNF);
        assertThat(file.shelf("Hollow Lanterns").tags()).hasSize(3);
    }

    @Test
    void one_that_is_cut_off_is_refused() throws IOException {
        Path cut = backup(LANTERNS + "@@@@@" + GIVEN_UP.substring(0, 40));
        Path empty = backup("");

        for (Path file : new Path[] {cut, empty}) {
            Problem refused = catchThrowableOfType(Problem.class, () -> Drafts.of(file));
            assertThat(refused.code()).isIn("broken_json", "not_a_csv", "unknown_columns", "no_rows");
        }
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}
