package dev.colophon.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alerts and dashboard name only what the running program, used once, shows to Prometheus. */
@Timeout(60)
class NamedMetricsTest {
    /** What kube-state-metrics shows; the alerts work without it and see more with it. */
    private static final Set<String> OF_KUBERNETES = Set.of(
            "kube_job_failed",
            "kube_job_status_completion_time",
            "kube_job_status_start_time",
            "kube_pod_container_status_waiting_reason",
            "kube_pod_init_container_status_waiting_reason");

    private static final Set<String> SHOWN = new TreeSet<>();
    private static final List<String> LINES = new ArrayList<>();

    @BeforeAll
    static void use_the_program(@TempDir Path folder) throws Exception {
        UsedProgram.show(
                folder, colophon -> remember(colophon.manage("/metrics").body()));
    }

    private static void remember(String metrics) {
        metrics.lines().forEach(LINES::add);
        metrics.lines().filter(line -> !line.startsWith("#")).forEach(line -> SHOWN.add(line.split("[{ ]", 2)[0]));
    }

    @Test
    void every_metric_of_the_rules_exists() throws Exception {
        Set<String> named = new TreeSet<>();
        Set<String> recorded = new TreeSet<>();
        for (JsonNode rule : ObservabilityFiles.rules()) {
            named.addAll(PromQl.metrics(rule.path("expr").asText()));
            recorded.add(rule.path("record").asText());
        }
        assertThat(named).contains("colophon_build_info").containsAll(OF_KUBERNETES);

        named.removeAll(OF_KUBERNETES);
        named.removeAll(recorded);
        assertThat(SHOWN).containsAll(named);
    }

    @Test
    void every_metric_of_the_dashboard_exists() throws Exception {
        Set<String> named = new TreeSet<>();
        for (String query : ObservabilityFiles.dashboardQueries()) {
            named.addAll(PromQl.metrics(query));
        }

        assertThat(named).contains("colophon_build_info").hasSizeGreaterThan(25);
        assertThat(SHOWN).containsAll(named);
    }

    @Test
    void every_metric_of_the_unit_tests_exists() throws Exception {
        Set<String> named = new TreeSet<>();
        for (JsonNode test : ObservabilityFiles.unitTests()) {
            for (JsonNode series : test.path("input_series")) {
                named.add(series.path("series").asText().split("[{]", 2)[0]);
            }
        }
        named.removeAll(OF_KUBERNETES);

        assertThat(SHOWN).containsAll(named);
    }

    @Test
    void every_metric_has_a_help_text_and_a_type() {
        for (int index = 0; index < LINES.size(); index++) {
            if (LINES.get(index).startsWith("# TYPE ")) {
                String name = LINES.get(index).split(" ")[2];
                assertThat(LINES.get(index - 1))
                        .startsWith("# HELP " + name + " ")
                        .endsWith(".");
            }
        }
        assertThat(LINES).filteredOn(line -> line.startsWith("# TYPE ")).hasSizeGreaterThan(50);
    }

    /** OpenMetrics escapes quotes there, the text format does not. */
    @Test
    void no_help_text_has_a_quote() {
        assertThat(LINES)
                .filteredOn(line -> line.startsWith("# HELP "))
                .isNotEmpty()
                .noneMatch(line -> line.contains("\""));
    }
}
