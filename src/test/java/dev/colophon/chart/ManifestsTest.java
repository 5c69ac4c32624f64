package dev.colophon.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The plain manifests are what the chart renders, without what only Helm reads. With {@code
 * -Dcontract=write} they are rewritten instead of compared.
 */
class ManifestsTest {
    private static final Path MANIFESTS = Path.of("k8s");
    private static final boolean WRITE = "write".equals(System.getProperty("contract"));
    private static final String HEAD = "# Rendered from helm/colophon with values.yaml; do not edit.\n";
    private static final Pattern ONLY_FOR_HELM = Pattern.compile("# Source: .*\n"
            + "|  namespace: books\n"
            + "| +app.kubernetes.io/(managed-by|version): .*\n"
            + "| +helm.sh/chart: .*\n"
            + "|  annotations:\n(    #.*\n)+    helm.sh/resource-policy: keep\n");

    @ParameterizedTest
    @ValueSource(strings = {"production", "single-user"})
    void the_manifests_follow_from_the_chart(String name) throws IOException {
        Path file = MANIFESTS.resolve(name).resolve("colophon.yaml");
        String expected =
                plain(Chart.of(MANIFESTS.resolve(name).resolve("values.yaml")).text());
        if (WRITE) {
            Files.writeString(file, expected);
        }

        assertThat(file)
                .as("rewrite it by: ./mvnw test -Dtest=ManifestsTest -Dcontract=write")
                .hasContent(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "single-user"})
    void kustomize_finds_the_file_and_changes_every_image(String name) throws IOException {
        Path folder = MANIFESTS.resolve(name);
        String text = Files.readString(folder.resolve("kustomization.yaml"));
        JsonNode kustomization = Rendered.parse(text);
        JsonNode image = kustomization.at("/images/0");

        assertThat(kustomization.path("resources").toString()).isEqualTo("[\"colophon.yaml\"]");
        Rendered manifests = Rendered.of(Files.readString(folder.resolve("colophon.yaml")));
        for (Rendered.Pod pod : manifests.pods()) {
            for (JsonNode container : pod.containers()) {
                assertThat(container.path("image").asText())
                        .isEqualTo(image.path("name").asText() + ":"
                                + image.path("newTag").asText());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "single-user"})
    void nothing_needs_helm(String name) throws IOException {
        String text = Files.readString(MANIFESTS.resolve(name).resolve("colophon.yaml"));

        assertThat(text.lines().skip(1)).noneMatch(line -> line.matches("(?i).*helm.*"));
        assertThat(text).doesNotContain("namespace:");
    }

    @Test
    void another_image_rolls_out_with_its_migration() throws IOException {
        Rendered manifests = Rendered.of(Files.readString(MANIFESTS.resolve("production/colophon.yaml")));

        assertThat(manifests.all("Job")).isEmpty();
        assertThat(manifests.web().containers())
                .extracting(container -> container.at("/args/0").asText())
                .containsExactly("migrate", "serve");
    }

    /** Without hooks and tests, which kubectl would run as soon as everything else. */
    private static String plain(String rendered) {
        return Arrays.stream(rendered.split("(?m)^---\n"))
                .filter(document -> !document.isBlank() && !document.contains("helm.sh/hook:"))
                .map(document -> ONLY_FOR_HELM.matcher(document).replaceAll(""))
                .collect(Collectors.joining("---\n", HEAD, ""));
    }
}
