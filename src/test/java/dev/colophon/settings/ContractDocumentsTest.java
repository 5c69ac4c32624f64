package dev.colophon.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.boot.ProgramSettings;
import dev.colophon.settings.reading.ExampleFile;
import dev.colophon.settings.source.DotEnv;
import dev.colophon.settings.source.EffectiveValue;
import dev.colophon.settings.variable.RuleBroken;
import dev.colophon.settings.variable.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Code and documents say the same. With {@code -Dcontract=write} the documents are rewritten
 * instead of compared.
 */
class ContractDocumentsTest {
    private static final Path EXAMPLE = Path.of(".env.example");
    private static final Path DOCUMENT = Path.of("docs/BOOT_AND_RUNTIME.md");
    private static final String REWRITE = "rewrite it by: ./mvnw test -Dtest=ContractDocumentsTest -Dcontract=write";
    private static final boolean WRITE = "write".equals(System.getProperty("contract"));
    static final List<Variable<?>> ALL = Surroundings.VARIABLES;

    @TempDir
    Path folder;

    @Test
    void the_example_file_is_what_the_program_prints() throws IOException {
        compare(EXAMPLE, ExampleFile.text(ProgramSettings.READER.groups()));
    }

    @Test
    void the_tables_of_the_document_follow_from_the_code() throws IOException {
        String document = Files.readString(DOCUMENT);
        document = generated(document, "profiles", ContractTables.profiles());
        document = generated(document, "variables", ContractTables.variables());
        document = generated(document, "exit codes", ContractTables.exitCodes());

        compare(DOCUMENT, document);
    }

    private static String generated(String document, String name, String table) {
        String start = "<!-- generated: " + name + " -->\n";
        int begin = document.indexOf(start);
        assertThat(begin).as("mark of the table of " + name).isNotNegative();
        int end = document.indexOf("<!-- end -->", begin);
        assertThat(end).as("end of the table of " + name).isNotNegative();
        return document.substring(0, begin + start.length()) + table + document.substring(end);
    }

    private static void compare(Path file, String expected) throws IOException {
        if (WRITE) {
            Files.writeString(file, expected);
        }
        assertThat(file).as(file + " follows from the code; " + REWRITE).hasContent(expected);
    }

    @Test
    void every_name_is_declared_once_and_in_capitals() {
        Set<String> names = new HashSet<>();
        for (Variable<?> variable : ALL) {
            assertThat(names.add(variable.name())).as(variable.name()).isTrue();
            assertThat(variable.name()).matches("[A-Z][A-Z0-9_]+");
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void a_variable_is_explained_everywhere(Variable<?> variable) throws IOException {
        assertThat(variable.meaning()).isNotBlank().doesNotEndWith(".");
        assertThat(variable.example()).isNotBlank();
        assertThat(variable.fallback().words()).isNotBlank();
        assertThat(Files.readString(DOCUMENT)).contains("| `" + variable.name() + "`");
        assertThat(Files.readAllLines(EXAMPLE))
                .filteredOn(line -> line.startsWith("#" + variable.name() + "="))
                .hasSize(1);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void an_example_is_a_good_value_and_a_secret_has_none(Variable<?> variable) throws IOException, RuleBroken {
        String line = Files.readAllLines(EXAMPLE).stream()
                .filter(text -> text.startsWith("#" + variable.name() + "="))
                .findFirst()
                .orElseThrow();
        Surroundings surroundings = new Surroundings(folder).dotEnv(line.substring(1));

        String text = Objects.requireNonNull(DotEnv.read(folder).values().get(variable.name()))
                .text();
        if (variable.secret()) {
            assertThat(surroundings.problems()).anyMatch(problem -> problem.startsWith(variable.name()));
        } else {
            assertThat(text).isEqualTo(variable.example());
            variable.type().parse(text);
        }
    }

    @Test
    void a_copied_example_file_starts_as_if_there_were_none() throws IOException {
        Surroundings copied = new Surroundings(folder).dotEnv(Files.readString(EXAMPLE));

        assertThat(copied.problems()).isEmpty();
        assertThat(copied.serve().effective())
                .extracting(EffectiveValue::origin)
                .doesNotContain(EffectiveValue.Origin.DOT_ENV);
    }

    @Test
    void the_example_file_fits_a_screen() throws IOException {
        assertThat(Files.readAllLines(EXAMPLE)).allMatch(line -> line.length() <= 100);
    }

    @Test
    void a_name_ends_in_its_unit() {
        for (Variable<?> variable : ALL) {
            String meaning = variable.type().name().toLowerCase(Locale.ROOT);
            if (variable.name().contains("TIMEOUT") || variable.name().contains("DELAY")) {
                assertThat(variable.name()).as(meaning).endsWith("_SECONDS");
            }
        }
    }
}
