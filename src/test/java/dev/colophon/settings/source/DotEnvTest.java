package dev.colophon.settings.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DotEnvTest {
    private List<SettingProblem> problems = List.of();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "NAME=value                  | value",
                "export NAME=value           | value",
                "  NAME=value                | value",
                "NAME= value                 | value",
                "NAME=two words              | two words",
                "NAME=value # a comment      | value",
                "NAME=value#no-comment       | value#no-comment",
                "NAME=a=b                    | a=b",
                "NAME='as it is $x \\n # #'  | as it is $x \\n # #",
                "NAME='quoted' # a comment   | quoted",
                "NAME=\"a \\\"b\\\" \\\\ \\$\" | a \"b\" \\ $",
                "NAME=\"a # b\"              | a # b",
                "NAME=$OTHER                 | $OTHER",
                "NAME=                       | ``",
                "NAME=''                     | ``",
                "NAME= # only a comment      | ``",
            })
    void a_value_is_read(String line, String value) throws IOException {
        assertThat(read(line)).containsExactly(Map.entry("NAME", value));
        assertThat(problems).isEmpty();
    }

    @Test
    void comments_blank_lines_a_byte_order_mark_and_windows_line_ends_do_no_harm() throws IOException {
        assertThat(read("\uFEFF# first\r\n\r\nA=\"1\\n2\\t3\\r\"\r\n   # more\r\nB=2"))
                .containsExactly(Map.entry("A", "1\n2\t3\r"), Map.entry("B", "2"));
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2",
                "hunter2 = x",
                "NAME =hunter2",
                "1NAME=hunter2",
                "NA-ME=hunter2",
                "=hunter2",
                "export hunter2",
                "NAME='hunter2",
                "NAME=\"hunter2",
                "NAME=\"hunter2\\\"",
                "NAME=\"hunter2\\",
                "NAME=\"hunter2\" more",
                "NAME='hunter2'more",
                "NAME='hunter2'#more",
                "NAME=\"hunter2\\q\""
            })
    void a_malformed_line_is_named_by_its_number_and_never_quoted(String line) throws IOException {
        read("# first\n" + line + "\nGOOD=1\n");

        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst().text())
                .startsWith(".env line 2 ")
                .contains("Remedy: ")
                .doesNotContain("hunter2");
    }

    @Test
    void a_name_that_occurs_twice_is_not_decided_silently() throws IOException {
        read("A=1\nB=2\nA=3\n");

        assertThat(problems)
                .extracting(SettingProblem::text)
                .containsExactly(
                        ".env line 3 sets A again after .env line 1. Remedy: remove one of the" + " two lines.");
    }

    @Test
    void another_encoding_is_a_problem() throws IOException {
        Files.write(folder.resolve(".env"), "A=caf\u00e9".getBytes(ISO_8859_1));

        assertThat(read()).isEmpty();
        assertThat(problems.getFirst().text()).startsWith(".env is not UTF-8");
    }

    @Test
    void a_folder_in_its_place_and_a_huge_file_are_problems() throws IOException {
        Files.createDirectory(folder.resolve(".env"));
        read();
        assertThat(problems).hasSize(1);
        Files.delete(folder.resolve(".env"));
        read("A=" + "x".repeat(1 << 20));

        assertThat(problems).hasSize(1);
    }

    @Test
    void no_file_is_no_problem() {
        assertThat(read()).isEmpty();
        assertThat(problems).isEmpty();
    }

    private Map<String, Given> read() {
        DotEnv file = DotEnv.read(folder);
        problems = file.problems();
        return file.values();
    }

    private Map<String, String> read(String text) throws IOException {
        Files.writeString(folder.resolve(".env"), text, UTF_8);
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, Given> entry : read().entrySet()) {
            texts.put(entry.getKey(), entry.getValue().text());
        }
        return texts;
    }
}
