package dev.colophon.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/KUBERNETES.md names only keys of the chart, files and headings that are there. */
class KubernetesDocumentTest {
    private static final Path DOCUMENT = Path.of("docs/KUBERNETES.md");
    private static final Pattern VALUES = Pattern.compile("```yaml\n(# values.yaml\n.*?)```", Pattern.DOTALL);
    private static final Pattern SET = Pattern.compile("--set(?:-string|-json)? ([\\w.]+)=");
    private static final Pattern QUOTED = Pattern.compile("`([a-z]\\w*(?:\\.\\w+)+)(?:[:=][^`]*)?`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)]+)\\)");
    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private final String document = Files.readString(DOCUMENT);
    private final JsonNode chart =
            YAML.readTree(Path.of("helm/colophon/values.yaml").toFile());

    KubernetesDocumentTest() throws IOException {}

    private List<String> found(Pattern pattern) {
        return pattern.matcher(document).results().map(match -> match.group(1)).toList();
    }

    @Test
    void every_key_that_is_set_exists_in_the_chart() {
        assertThat(found(SET)).hasSizeGreaterThanOrEqualTo(4);
        assertThat(missing(found(SET))).isEmpty();
    }

    @Test
    void every_key_that_is_mentioned_exists_in_the_chart() {
        List<String> keys = found(QUOTED).stream()
                .filter(key -> chart.has(key.split("[.]", 2)[0]))
                .toList();

        assertThat(keys).hasSizeGreaterThanOrEqualTo(10);
        assertThat(missing(keys)).isEmpty();
    }

    @Test
    void every_example_of_values_has_keys_of_the_chart() throws IOException {
        List<String> keys = new ArrayList<>();
        for (String example : found(VALUES)) {
            collect("", YAML.readTree(example), keys);
        }

        assertThat(found(VALUES)).hasSize(6);
        assertThat(keys).contains("database.secretKeys.port", "migrations.attempt");
        assertThat(missing(keys)).isEmpty();
    }

    @Test
    void a_key_that_the_chart_does_not_have_would_be_noticed() {
        assertThat(missing(List.of("migrations.strictly", "hosts.0", "config.LOG_LEVEL")))
                .containsExactly("migrations.strictly");
    }

    @Test
    void every_link_leads_somewhere() throws IOException {
        Set<String> broken = new TreeSet<>();
        for (String link : found(LINK)) {
            String[] parts = link.split("#", 2);
            Path file = parts[0].isEmpty() ? DOCUMENT : DOCUMENT.resolveSibling(parts[0]);
            boolean there = Files.exists(file);
            if (!there || (parts.length == 2 && !anchors(file).contains(parts[1]))) {
                broken.add(link);
            }
        }

        assertThat(broken).isEmpty();
    }

    private static Set<String> anchors(Path file) throws IOException {
        Set<String> anchors = new TreeSet<>();
        for (String line : Files.readAllLines(file)) {
            if (line.matches("#+ .*")) {
                String text = line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT);
                anchors.add(text.replaceAll("[^\\w -]", "").replace(' ', '-'));
            }
        }
        return anchors;
    }

    private static void collect(String path, JsonNode node, Collection<String> keys) {
        for (var field : node.properties()) {
            String key = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            keys.add(key);
            collect(key, field.getValue(), keys);
        }
    }

    /** A key below an empty map, a list or nothing is free: the chart does not know it. */
    private List<String> missing(Collection<String> keys) {
        return keys.stream().filter(key -> !exists(key)).toList();
    }

    private boolean exists(String key) {
        JsonNode node = chart;
        for (String part : key.split("[.]")) {
            if (!node.isObject() || node.isEmpty()) {
                return true;
            }
            if (!node.has(part)) {
                return false;
            }
            node = node.path(part);
        }
        return true;
    }
}
