package dev.colophon.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a reader of the alerts and of the dashboard may rely on. */
class ObservabilityFilesTest {
    private static final Path DOCUMENT = Path.of("docs/KUBERNETES.md");

    private static List<JsonNode> alerts() throws IOException {
        return ObservabilityFiles.alerts();
    }

    private static List<JsonNode> panels() throws IOException {
        return list(ObservabilityFiles.dashboard().path("panels"));
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    @Test
    void alerts_have_names_of_their_own() throws IOException {
        assertThat(alerts())
                .extracting(alert -> alert.path("alert").asText())
                .hasSizeGreaterThanOrEqualTo(13)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith("Colophon"));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void an_alert_says_how_bad_what_and_what_next(JsonNode alert) {
        assertThat(alert.path("for").asText()).matches("[0-9]+[mh]");
        assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning", "info");
        assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
        assertThat(alert.at("/annotations/description").asText()).contains("Next: ");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void an_alert_has_a_runbook(JsonNode alert) throws IOException {
        String name = alert.path("alert").asText();

        assertThat(alert.at("/annotations/runbook_url").asText())
                .isEqualTo(DOCUMENT + "#" + name.toLowerCase(Locale.ROOT));
        assertThat(Files.readAllLines(DOCUMENT)).contains("### " + name);
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void an_alert_is_tested_firing_and_silent(JsonNode alert) throws IOException {
        String name = alert.path("alert").asText();
        List<JsonNode> tests = ObservabilityFiles.unitTests();

        assertThat(tests).as("never fires").anyMatch(test -> silent(test, name) && !fires(test, name));
        assertThat(tests)
                .as("is silent until its time has come, then fires")
                .anyMatch(test -> silent(test, name) && fires(test, name));
    }

    private static boolean silent(JsonNode test, String alert) {
        return list(test.path("alert_rule_test")).stream()
                .filter(check -> check.path("alertname").asText().equals(alert))
                .anyMatch(check -> check.path("exp_alerts").isEmpty());
    }

    private static boolean fires(JsonNode test, String alert) {
        boolean asAlert = list(test.path("alert_rule_test")).stream()
                .filter(check -> check.path("alertname").asText().equals(alert))
                .anyMatch(check -> !check.path("exp_alerts").isEmpty());
        boolean asSeries = list(test.path("promql_expr_test")).stream()
                .filter(check -> check.path("expr").asText().contains('"' + alert + '"'))
                .anyMatch(check -> !check.path("exp_samples").isEmpty());
        return asAlert || asSeries;
    }

    @Test
    void the_dashboard_is_one_that_grafana_11_takes() throws IOException {
        JsonNode dashboard = ObservabilityFiles.dashboard();

        assertThat(dashboard.path("uid").asText()).isEqualTo("colophon");
        assertThat(dashboard.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(39);
        assertThat(dashboard.path("id").isNull()).isTrue();
        assertThat(list(dashboard.at("/templating/list")))
                .extracting(variable -> variable.path("name").asText())
                .containsExactly("datasource", "namespace", "instance");
    }

    @Test
    void panels_have_ids_of_their_own_and_do_not_overlap() throws IOException {
        assertThat(panels()).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
        assertThat(panels())
                .flatExtracting(ObservabilityFilesTest::cells)
                .doesNotHaveDuplicates()
                .allMatch(cell -> Integer.parseInt(cell.split("/")[0]) < 24);
    }

    private static List<String> cells(JsonNode panel) {
        JsonNode place = panel.path("gridPos");
        List<String> cells = new java.util.ArrayList<>();
        for (int x = 0; x < place.path("w").asInt(); x++) {
            for (int y = 0; y < place.path("h").asInt(); y++) {
                cells.add((place.path("x").asInt() + x) + "/" + (place.path("y").asInt() + y));
            }
        }
        return cells;
    }

    @Test
    void every_panel_is_explained_and_asks_the_chosen_data_source() throws IOException {
        List<JsonNode> asking = panels().stream()
                .filter(panel -> !panel.path("type").asText().equals("row"))
                .toList();

        assertThat(asking).hasSizeGreaterThan(20);
        assertThat(asking).allSatisfy(panel -> {
            assertThat(panel.path("description").asText()).endsWith(".");
            assertThat(panel.path("targets")).isNotEmpty();
            assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
        });
        assertThat(ObservabilityFiles.dashboardQueries())
                .allMatch(query -> query.contains("namespace=~\"$namespace\", instance=~"));
    }

    @Test
    void rows_are_those_that_operators_look_for() throws IOException {
        assertThat(panels())
                .filteredOn(panel -> panel.path("type").asText().equals("row"))
                .extracting(panel -> panel.path("title").asText())
                .containsExactly(
                        "State",
                        "Traffic",
                        "Database",
                        "Boot",
                        "JVM and process",
                        "Readers",
                        "Backups",
                        "Files and look-ups");
    }

    @Test
    void metrics_are_found_in_a_query() {
        String query = "sum by (le, job) (rate(a_total{b=\"c_total{}\", d!~\"e\"}[5m])) / on (f) g:h"
                + " > 14.4e3 and ignoring (i) topk(3, j) unless time() - k_seconds";

        assertThat(PromQl.metrics(query)).isEqualTo(Set.of("a_total", "g:h", "j", "k_seconds"));
    }

    @Test
    void no_rule_depends_on_the_name_of_a_scrape_job() throws IOException {
        assertThat(ObservabilityFiles.rules().stream()
                        .map(rule -> rule.path("expr").asText())
                        .collect(Collectors.joining("\n")))
                .doesNotContain("job=")
                .doesNotContain("up{");
    }
}
