package dev.colophon.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.json.Json;
import dev.colophon.testing.RunningColophon;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
            "kube_pod_container_status_waiting_reason",
            "kube_pod_init_container_status_waiting_reason");

    private static final Map<String, String> EMERGENCY =
            Map.of("MIGRATIONS_STRICT", "0", "MIGRATIONS_EMERGENCY_REASON", "a test");
    private static final Set<String> SHOWN = new TreeSet<>();
    private static final List<String> LINES = new ArrayList<>();

    @BeforeAll
    static void use_the_program(@TempDir Path folder) throws Exception {
        try (var colophon = RunningColophon.start(folder, EMERGENCY)) {
            assertThat(colophon.get("/").statusCode()).isEqualTo(200);
            importOneBook(colophon);
            while (!metrics(colophon).contains("colophon_import_rows_total{")) {
                Thread.sleep(50);
            }
            remember(metrics(colophon));
        }
        leaveAnAttemptOpen(folder);
        try (var colophon = RunningColophon.start(folder, Map.of())) {
            remember(metrics(colophon));
        }
    }

    private static String metrics(RunningColophon colophon) throws Exception {
        return colophon.manage("/metrics").body();
    }

    private static void remember(String metrics) {
        metrics.lines().forEach(LINES::add);
        metrics.lines().filter(line -> !line.startsWith("#")).forEach(line -> SHOWN.add(line.split("[{ ]", 2)[0]));
    }

    private static void importOneBook(RunningColophon colophon) throws Exception {
        byte[] account = Json.write(Map.of(
                "username", "ada",
                "password", "a long and winding road"));
        send(colophon, "auth/register", "application/json", "", account);
        JsonNode login = send(colophon, "auth/login", "application/json", "", account);
        byte[] file = """
                Book Id,Title,Author,Author l-f,ISBN13,My Rating,Bookshelves,Exclusive Shelf
                1,Emma,Jane Austen,"Austen, Jane",,5,,read
                """.getBytes(StandardCharsets.UTF_8);
        send(colophon, "imports", "text/csv", login.path("access_token").asText(), file);
    }

    private static JsonNode send(RunningColophon colophon, String path, String type, String token, byte[] body)
            throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var address = URI.create("http://127.0.0.1:" + colophon.port() + "/api/v1/" + path);
            var request = HttpRequest.newBuilder(address)
                    .header("Content-Type", type)
                    .header("Authorization", "Bearer " + token)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            var answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
            return new com.fasterxml.jackson.databind.ObjectMapper().readTree(answer.body());
        }
    }

    /** As a migrator leaves it that was killed. */
    private static void leaveAnAttemptOpen(Path folder) throws SQLException {
        String file = "jdbc:sqlite:" + folder.resolve("data/colophon.sqlite3");
        try (var connection = DriverManager.getConnection(file);
                var statement = connection.createStatement()) {
            int changed = statement.executeUpdate("UPDATE migration_attempts SET ended_at = NULL, exit_code = NULL");
            assertThat(changed).isEqualTo(1);
        }
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
