package dev.colophon.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The values, their schema and the README say the same. With {@code -Dcontract=write} the README's
 * table is rewritten instead of compared.
 */
class ValuesTest {
    private static final Path README = Chart.FOLDER.resolve("README.md");
    private static final String BEGIN = "<!-- generated: values -->\n";
    private static final String END = "<!-- end -->";
    private static final boolean WRITE = "write".equals(System.getProperty("contract"));

    /** Keys that a parent chart brings. */
    private static final Set<String> OF_A_PARENT = Set.of("global", "enabled");

    @Test
    void the_table_of_the_readme_follows_from_the_comments() throws IOException {
        String readme = Files.readString(README);
        assertThat(readme).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        int end = readme.indexOf(END, begin);
        String expected = readme.substring(0, begin) + ValuesTable.markdown(values()) + readme.substring(end);
        if (WRITE) {
            Files.writeString(README, expected);
        }

        assertThat(README)
                .as("rewrite it by: ./mvnw test -Dtest=ValuesTest -Dcontract=write")
                .hasContent(expected);
    }

    @Test
    void every_key_is_explained() throws IOException {
        assertThat(ValuesTable.rows(values()))
                .hasSizeGreaterThan(80)
                .allSatisfy(row -> assertThat(row.meaning()).as(row.path()).endsWith("."));
    }

    @Test
    void every_key_is_in_the_schema_and_every_key_of_the_schema_has_a_default() throws IOException {
        JsonNode schema = Rendered.parse(Files.readString(Chart.FOLDER.resolve("values.schema.json")));
        Set<String> inSchema = new TreeSet<>();
        collect(schema, "", inSchema);
        inSchema.removeAll(OF_A_PARENT);
        Set<String> inValues = new TreeSet<>();
        ValuesTable.rows(values()).forEach(row -> inValues.add(row.path()));

        assertThat(inSchema).isEqualTo(inValues);
    }

    @Test
    void every_object_of_the_schema_is_closed_or_a_map_of_strings() throws IOException {
        JsonNode schema = Rendered.parse(Files.readString(Chart.FOLDER.resolve("values.schema.json")));

        assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
        for (JsonNode object : schema.path("properties").findParents("properties")) {
            if (object.path("type").asText().equals("object")) {
                assertThat(object.path("additionalProperties").asBoolean(true))
                        .as(object.toString())
                        .isFalse();
            }
        }
    }

    @Test
    void chart_and_program_have_one_version() throws IOException {
        JsonNode chart = Rendered.parse(Files.readString(Chart.FOLDER.resolve("Chart.yaml")));
        String pom = Files.readString(Path.of("pom.xml"));
        String version = pom.substring(pom.indexOf("<version>") + 9, pom.indexOf("</version>"));

        assertThat(chart.path("appVersion").asText()).isEqualTo(version);
        assertThat(chart.path("version").asText()).isEqualTo(version);
    }

    /** {@code config} is one key: its variables have no default in the chart. */
    private static void collect(JsonNode schema, String path, Set<String> keys) {
        JsonNode properties = schema.path("properties");
        if (properties.isMissingNode() || path.equals("config")) {
            keys.add(path);
            return;
        }
        properties
                .properties()
                .forEach(it -> collect(it.getValue(), path.isEmpty() ? it.getKey() : path + "." + it.getKey(), keys));
    }

    private static String values() throws IOException {
        return Files.readString(Chart.FOLDER.resolve("values.yaml"));
    }
}
