package dev.colophon.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a document names as proof is a test that is there. */
class NamedTestsTest {
    private static final Pattern TABLE =
            Pattern.compile("^\\|[^\n]* shown by \\|\n((?:\\|[^\n]*\n)+)", Pattern.MULTILINE);
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");

    @Test
    void every_fault_of_other_charts_is_shown_by_tests_that_exist() throws IOException {
        assertThat(demandTests("docs/CHART_FAULTS.md")).isGreaterThan(30);
    }

    @Test
    void every_bound_on_what_clients_send_is_shown_by_tests_that_exist() throws IOException {
        assertThat(demandTests("SECURITY.md")).isGreaterThan(15);
    }

    @Test
    void every_fault_of_helidon_is_shown_by_tests_that_exist() throws IOException {
        assertThat(demandTests("docs/HELIDON.md")).isGreaterThan(15);
    }

    /** How many rows the document's tables have whose last column tells what shows it. */
    private static int demandTests(String document) throws IOException {
        Map<String, String> sources = sources();
        List<String> rows = rows(Files.readString(Path.of(document)));

        assertThat(rows).allMatch(row -> NAMED.matcher(row).find());
        assertThat(rows.stream().flatMap(row -> missing(row, sources)).toList()).isEmpty();
        return rows.size();
    }

    private static List<String> rows(String document) {
        return TABLE.matcher(document)
                .results()
                .flatMap(table -> table.group(1).lines())
                .filter(line -> line.startsWith("| "))
                .toList();
    }

    private static Stream<String> missing(String row, Map<String, String> sources) {
        return NAMED.matcher(row)
                .results()
                .filter(named -> {
                    String source = sources.getOrDefault(named.group(1), "");
                    String method = named.group(2);
                    return method == null ? source.isEmpty() : !source.contains("void " + method + "(");
                })
                .map(named -> named.group());
    }

    /** Two rooms may have a test of the same name; then either may have the method. */
    private static Map<String, String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            NamedTestsTest::read,
                            String::concat));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
