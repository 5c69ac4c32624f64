package dev.colophon.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.colophon.testing.Prometheus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alerts and dashboard as Prometheus itself understands them. */
@Tag("scrape")
@Timeout(120)
class AlertRulesTest {
    @TempDir
    Path folder;

    @Test
    void the_rules_are_valid() throws Exception {
        assertThat(Prometheus.check("check", "rules", ObservabilityFiles.ALERTS.toString()))
                .isEmpty();
    }

    @Test
    void every_alert_fires_when_it_must_and_only_then() throws Exception {
        List<String> command = new ArrayList<>(List.of("test", "rules"));
        ObservabilityFiles.unitTestFiles().forEach(file -> command.add(file.toString()));

        assertThat(command).hasSizeGreaterThan(2);
        assertThat(Prometheus.check(command.toArray(String[]::new))).isEmpty();
    }

    @Test
    void a_broken_expectation_would_be_noticed() throws Exception {
        Path test = folder.resolve("test.yaml");
        String rules = ObservabilityFiles.ALERTS.toAbsolutePath().toString();
        Files.writeString(test, """
                rule_files: [%s]
                tests:
                  - input_series: []
                    alert_rule_test:
                      - {alertname: ColophonDown, eval_time: 10m}
                """.formatted(rules));

        assertThat(Prometheus.check("test", "rules", test.toString())).contains("ColophonDown");
    }

    @Test
    void every_query_of_the_dashboard_is_valid() throws Exception {
        assertThat(Prometheus.check("check", "rules", asRules().toString())).isEmpty();
    }

    private Path asRules() throws IOException {
        List<Map<String, String>> rules = new ArrayList<>();
        for (String query : ObservabilityFiles.dashboardQueries()) {
            String expression = query.replace("$__rate_interval", "5m");
            rules.add(Map.of("record", "query:" + rules.size(), "expr", expression));
        }
        Path file = folder.resolve("dashboard.yaml");
        var groups = List.of(Map.of("name", "dashboard", "rules", rules));
        YAMLMapper.builder().build().writeValue(file.toFile(), Map.of("groups", groups));
        return file;
    }
}
