package dev.colophon.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The alerts with their unit tests and the dashboard, as they are shipped. */
final class ObservabilityFiles {
    static final Path ALERTS = Path.of("helm/colophon/files/alerts.yaml");
    private static final Path DASHBOARD = Path.of("helm/colophon/files/dashboard.json");
    private static final Path UNIT_TESTS = Path.of("src/test/prometheus");

    private ObservabilityFiles() {}

    /** Every rule, those that alert and those that record. */
    static List<JsonNode> rules() throws IOException {
        List<JsonNode> rules = new ArrayList<>();
        for (JsonNode group :
                YAMLMapper.builder().build().readTree(ALERTS.toFile()).path("groups")) {
            group.path("rules").forEach(rules::add);
        }
        return rules;
    }

    static List<JsonNode> alerts() throws IOException {
        return rules().stream().filter(rule -> rule.has("alert")).toList();
    }

    static List<Path> unitTestFiles() throws IOException {
        try (var files = Files.list(UNIT_TESTS)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    /** Every test of promtool: some input and what is expected of it. */
    static List<JsonNode> unitTests() throws IOException {
        List<JsonNode> tests = new ArrayList<>();
        for (Path file : unitTestFiles()) {
            YAMLMapper.builder().build().readTree(file.toFile()).path("tests").forEach(tests::add);
        }
        return tests;
    }

    static JsonNode dashboard() throws IOException {
        return JsonMapper.builder().build().readTree(DASHBOARD.toFile());
    }

    /** The queries of all panels. */
    static List<String> dashboardQueries() throws IOException {
        return dashboard().findValuesAsText("expr");
    }
}
