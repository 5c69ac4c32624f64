package dev.colophon.transfer.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.problem.Problem;
import java.io.IOException;
import java.nio.charset.Charset;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Files as people send them: codings, separators, broken ones and other kinds. */
class CsvFileTest {
    private static final String HEADER = "Book Id,Title,Author,My Rating,Date Read,Exclusive Shelf\n";

    @SuppressWarnings("NullAway.Init")
    @TempDir
    Path folder;

    @Test
    void utf_8_is_read_as_it_is() throws IOException {
        assertThat(titles(HEADER + "1,Лес é 🐉,A,0,,read\n", StandardCharsets.UTF_8))
                .containsExactly("Лес é 🐉");
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_name() throws IOException {
        CsvFile source = open("\uFEFF" + HEADER + "1,é,A,0,,read\n");

        assertThat(source.names()).startsWith("Book Id", "Title");
        assertThat(titles(source)).containsExactly("é");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void utf_16_with_a_mark_is_read(String charset) throws IOException {
        assertThat(titles("\uFEFF" + HEADER + "1,Лес,A,0,,read\n", Charset.forName(charset)))
                .containsExactly("Лес");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void utf_16_without_a_mark_is_read(String charset) throws IOException {
        assertThat(titles(HEADER + "1,Лес 🐉,A,0,,read\n", Charset.forName(charset)))
                .containsExactly("Лес 🐉");
    }

    @Test
    void a_file_that_ends_inside_of_a_quoted_cell_is_refused_with_its_line() throws IOException {
        Problem problem = rowsRefused(HEADER + "1,A,B,0,,read\n2,\"cut off in the mid");

        assertThat(problem.code()).isEqualTo("broken_quotes");
        assertThat(problem.detail()).contains("line 3").doesNotContain("cut off");
    }

    @Test
    void another_coding_is_read_as_windows_1252_and_told() throws IOException {
        CsvFile source = open((HEADER + "1,Größe – €,A,0,,read\n").getBytes("windows-1252"));

        assertThat(titles(source)).containsExactly("Größe – €");
        assertThat(source.notes()).anyMatch(note -> note.contains("Windows-1252"));
    }

    @Test
    void one_broken_character_does_not_spoil_the_others() throws IOException {
        byte[] bytes = (HEADER + "1,Größe éé ?,A,0,,read\n").getBytes(StandardCharsets.UTF_8);
        for (int index = 0; index < bytes.length; index++) {
            bytes[index] = bytes[index] == '?' ? (byte) 0xC3 : bytes[index];
        }
        CsvFile source = open(bytes);

        assertThat(titles(source)).containsExactly("Größe éé \uFFFD");
        assertThat(source.notes()).anyMatch(note -> note.startsWith("1 characters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void the_separator_is_found_in_the_first_row(String separator) throws IOException {
        String text = (HEADER + "1,\"A, B; C\tD\",X,0,,read\n");
        String separated =
                text.replace("\"A, B; C\tD\"", "?").replace(",", separator).replace("?", "\"A, B; C\tD\"");

        assertThat(titles(separated, StandardCharsets.UTF_8)).containsExactly("A, B; C\tD");
    }

    @Test
    void the_line_that_excel_writes_for_itself_is_skipped() throws IOException {
        CsvFile source =
                open(("sep=;\r\n" + HEADER.replace(',', ';') + "1;T;A;0;;read\r\n").getBytes(StandardCharsets.UTF_8));
        List<Integer> lines = new ArrayList<>();
        source.forEach(row -> lines.add(row.line()));

        assertThat(lines).containsExactly(3);
    }

    @Test
    void line_ends_blank_lines_and_quotes_are_understood() throws IOException {
        CsvFile source = open((HEADER.replace("\n", "\r\n")
                        + "1,\"Two\r\nlines\",A,0,,read\r\n\r\n,,,,,\r\n"
                        + "2,\"say \"\"x\"\"\",A,0,,read")
                .getBytes(StandardCharsets.UTF_8));
        List<Integer> lines = new ArrayList<>();
        source.forEach(row -> lines.add(row.line()));

        assertThat(titles(source)).containsExactly("Two\r\nlines", "say \"x\"");
        assertThat(lines).containsExactly(2, 6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                " \"Doe, Jo\"|Doe, Jo",
                "\"Doe, Jo\"   |Doe, Jo",
                "   \"Doe, Jo\"   |Doe, Jo",
                "\t\"Doe, Jo\"\t\t|Doe, Jo",
                "\u00a0\"Doe, Jo\" \u00a0|Doe, Jo",
                " \"\" |``",
                " \"  Doe, \t Jo  \" |`  Doe, \t Jo  `",
                " \"say \"\"x, y\"\"\" |say \"x, y\"",
            })
    void blanks_around_a_quoted_cell_are_padding(String cell, String content) throws IOException {
        for (String end : List.of("\n", "\r\n", "\r", "")) {
            String rows = cell + ",1," + cell + ",2," + cell + end;
            CsvFile source = open(("A,Book Id,Title,My Rating,Date Read\n" + rows));

            assertThat(cells(source)).containsExactly(List.of(content, "1", content, "2", content));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " \"Heart\" of Darkness",
                "\t\"A\" and \"B\" ",
                " \"open",
                "5\" disc ",
                "  plain  ",
                "=\"0804429570\"",
                " ",
                "",
            })
    void quotes_and_blanks_of_a_cell_that_is_not_quoted_as_a_whole_are_content(String cell) throws IOException {
        CsvFile source = open(HEADER + "1," + cell + ", \"A, B\" ,0,," + cell + "\n");

        assertThat(cells(source)).containsExactly(List.of("1", cell, "A, B", "0", "", cell));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Book Id\t,Title\t\t,Author\t\t,My Rating\t,Date Read",
                "Book Id\t,\tTitle\t,\tAuthor\t,\tMy Rating\t,\tDate Read\t",
                " \"Book Id\" ,\t\"Title\"\t, \"Author\" , \"My Rating\",Date Read ",
                "Book Id\t;\tTitle\t;\tAuthor\t;\tMy Rating\t;\tDate Read\t",
                " sep=,  \nBook Id , Title , Author , My Rating , Date Read",
                "  \t \nBook Id , Title , Author , My Rating , Date Read",
            })
    void names_may_be_padded_by_blanks_and_tabs(String names) throws IOException {
        char separator = names.contains(";") ? ';' : ',';
        CsvFile source = open(names + "\n" + "1,\t\"A, B\"\t,C,0,".replace(',', separator));

        assertThat(source.names().stream().map(String::strip))
                .containsExactly("Book Id", "Title", "Author", "My Rating", "Date Read");
        assertThat(cells(source)).hasSize(1);
        assertThat(cells(source).getFirst().get(1)).isEqualTo("A" + separator + " B");
    }

    @Test
    void a_tab_that_separates_is_no_padding() throws IOException {
        CsvFile source = open(HEADER.replace(',', '\t') + "1\t \"A\tB\" \t \t\t\"x\"\tread\n");

        assertThat(cells(source)).containsExactly(List.of("1", "A\tB", " ", "", "x", "read"));
    }

    @Test
    void a_padded_cell_of_several_lines_keeps_them_and_the_count_of_lines() throws IOException {
        CsvFile source = open(HEADER + "1, \"Two\r\n lines\n\" ,A,0,,read\n2, \"B\",A,0,,read\n");
        List<Integer> lines = new ArrayList<>();
        source.forEach(row -> lines.add(row.line()));

        assertThat(titles(source)).containsExactly("Two\r\n lines\n", "B");
        assertThat(lines).containsExactly(2, 5);
    }

    @Test
    void a_long_padded_cell_is_kept_whole() throws IOException {
        String quotes = "\"".repeat(CsvFile.MAX_CELL_CHARACTERS / 2 - 9_000);
        String cell = "  \"" + quotes + quotes + "\"  ";

        assertThat(titles(open(HEADER + "1," + cell + ",A,0,,read\n" + "2," + cell + ",A,0,,read")))
                .containsExactly(quotes, quotes);
    }

    @Test
    void a_quote_that_is_never_closed_is_told_with_its_line() throws IOException {
        Problem problem = rowsRefused(HEADER + "1,A,B,0,,read\n2,\"open,B,0,,read\n3,C,D,0,,read\n");

        assertThat(problem.code()).isEqualTo("broken_quotes");
        assertThat(problem.detail()).contains("line 3").doesNotContain("open");
    }

    @Test
    void text_after_a_closing_quote_is_told_with_its_line() throws IOException {
        Problem problem = rowsRefused(HEADER + "1,\"A\"secret,B,0,,read\n");

        assertThat(problem.detail()).contains("line 2").doesNotContain("secret").doesNotContain("'s'");
    }

    @Test
    void a_cell_without_end_is_refused() throws IOException {
        String huge = "x".repeat(CsvFile.MAX_CELL_CHARACTERS + 1);

        assertThat(rowsRefused(HEADER + "1,\"" + huge + "\",B,0,,read\n").code())
                .isEqualTo("broken_quotes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|empty",
                "PK\u0003\u0004........books.json|compressed archive",
                "PK\u0003\u0004....xl/workbook.xml|Excel workbook",
                "%PDF-1.7|PDF",
                "<!DOCTYPE html><html>|web page",
                "  <html>|web page",
                "{\"books\":[]}|JSON",
                "[{\"title\":1}]|JSON",
                "a\u0000b\u0001,c|binary",
            })
    void other_files_are_named(String content, String name) {
        Problem problem = refused(content);

        assertThat(problem.code()).isEqualTo("not_a_csv");
        assertThat(problem.detail()).contains(name);
    }

    private static List<List<String>> cells(CsvFile source) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        source.forEach(row -> rows.add(row.cells()));
        return rows;
    }

    private CsvFile open(String content) throws IOException {
        return open(content.getBytes(StandardCharsets.UTF_8));
    }

    private Problem refused(String content) {
        return Objects.requireNonNull(
                catchThrowableOfType(Problem.class, () -> open(content.getBytes(StandardCharsets.ISO_8859_1))));
    }

    private Problem rowsRefused(String content) throws IOException {
        CsvFile source = open(content.getBytes(StandardCharsets.UTF_8));
        return Objects.requireNonNull(catchThrowableOfType(Problem.class, () -> source.forEach(row -> {})));
    }

    private List<String> titles(String content, Charset charset) throws IOException {
        return titles(open(content.getBytes(charset)));
    }

    private static List<String> titles(CsvFile source) throws IOException {
        List<String> titles = new ArrayList<>();
        int place = source.names().indexOf("Title");
        source.forEach(row -> titles.add(row.cells().get(place)));
        return titles;
    }

    private CsvFile open(byte[] content) throws IOException {
        Path file = folder.resolve("file.csv");
        Files.write(file, content);
        return CsvFile.open(file);
    }
}
