package dev.colophon.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.colophon.boot.ProgramSettings;
import dev.colophon.chart.Chart;
import dev.colophon.chart.Rendered;
import dev.colophon.chart.Scenarios;
import dev.colophon.chart.Scenarios.Scenario;
import dev.colophon.settings.deploy.DeployChecklist;
import dev.colophon.settings.deploy.DeployFinding;
import dev.colophon.settings.reading.Reading;
import dev.colophon.settings.source.Environment;
import dev.colophon.settings.variable.Purpose;
import dev.colophon.settings.variable.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart gives to a container is what the program takes. */
class ChartEnvironmentTest {
    /** What the chart leaves to the program or to nobody, and why. */
    private static final Map<String, String> NOT_IN_THE_CHART = Map.of(
            "HOST", "a pod listens on every address",
            "DEBUG", "refused in both profiles of the chart",
            "LOOKUP_TEST_URL", "the same",
            "APP_LOG_TO_FILES", "the root file system is read-only; collect stdout",
            "ACCESS_LOG_TO_FILES", "the same",
            "LOG_DIR", "the same",
            "BACKUP_NOTIFY_COMMAND", "the image holds no program to run but this one");

    private static final Map<String, String> SECRETS = Map.ofEntries(
            Map.entry("SECRET_KEY", Surroundings.KEY),
            Map.entry("SECRET_KEY_PREVIOUS", Surroundings.KEY + "old"),
            Map.entry("POSTGRES_HOST", "db"),
            Map.entry("POSTGRES_PORT", "5432"),
            Map.entry("POSTGRES_DB", "colophon"),
            Map.entry("POSTGRES_USER", "colophon"),
            Map.entry("POSTGRES_PASSWORD", "correct-horse-battery"),
            Map.entry("POSTGRES_MIGRATOR_PASSWORD", "staple-correct-horse"),
            Map.entry("GOOGLE_BOOKS_API_KEY", "a-key-of-google"),
            Map.entry("OIDC_CLIENT_SECRET", "a-secret-of-the-client"),
            Map.entry("SENTRY_DSN", "https://0123456789abcdef@sentry.example/1"),
            Map.entry("OTEL_EXPORTER_OTLP_HEADERS", "api-key=0123456789abcdef"),
            Map.entry("S3_ACCESS_KEY", "colophon-backup"),
            Map.entry("S3_SECRET_KEY", "battery-horse-correct"),
            Map.entry("BACKUP_IDENTITY", "AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33"),
            Map.entry("BACKUP_NOTIFY_URL", "https://hooks.example/backup"),
            Map.entry("BACKUP_NOTIFY_SECRET", Surroundings.KEY),
            Map.entry("DATABASE_URL", "postgresql://colophon:correct@db:5432/colophon"));

    @TempDir
    Path folder;

    static List<Scenario> scenarios() {
        return Scenarios.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void every_verb_accepts_its_environment(Scenario scenario) throws IOException {
        for (Rendered.Pod pod : scenario.chart().render().pods()) {
            for (JsonNode container : pod.containers()) {
                Reading reading = ProgramSettings.READER.inspect(
                        Environment.of(environment(container), folder), purpose(container));

                assertThat(reading.problems())
                        .as(pod.owner() + " " + container.path("name").asText())
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void the_switches_of_migrating_are_always_written_out(Scenario scenario) {
        for (Rendered.Pod pod : scenario.chart().render().pods()) {
            for (JsonNode container : pod.containers()) {
                assertThat(Rendered.variables(container))
                        .containsKeys("MIGRATIONS_STRICT", "RUN_MIGRATIONS", "SCHEMA_GATE_OVERRIDE");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void only_who_migrates_or_backs_up_holds_the_rights_of_the_migrator(Scenario scenario) {
        for (Rendered.Pod pod : scenario.chart().render().pods()) {
            for (JsonNode container : pod.containers()) {
                Set<String> names = Rendered.variables(container).keySet();
                if (!Set.of("migrate", "backup").contains(container.path("name").asText())) {
                    assertThat(names).noneMatch(name -> name.startsWith("POSTGRES_MIGRATOR_"));
                }
                if (!Set.of("colophon", "backup")
                        .contains(container.path("name").asText())) {
                    assertThat(names).doesNotContain("SECRET_KEY");
                }
            }
        }
    }

    @Test
    void the_production_example_passes_the_deployment_checklist() throws IOException {
        JsonNode web = Chart.with("production").render().container("colophon");
        Environment environment = Environment.of(environment(web), folder);

        // the web pods do not hold the migrator's rights, and so cannot know that there is one
        assertThat(DeployChecklist.check(ProgramSettings.READER.inspect(environment, Purpose.SERVE)))
                .extracting(DeployFinding::id)
                .containsExactly("colophon.W029");
    }

    @Test
    void each_key_of_a_secret_becomes_its_variable() {
        String keys = "{username: username, host: host, port: port, name: dbname}";
        Rendered rendered = Chart.with("production")
                .and("secretKey: {previousKey: old}")
                .and("database: {host: '', secretKeys: " + keys + "}")
                .and("database: {migrator: {secretKeys: {username: u, host: h, port: p}}}")
                .render();

        assertThat(Rendered.variables(rendered.container("colophon")))
                .containsEntry("POSTGRES_HOST", "colophon-database/host")
                .containsEntry("POSTGRES_PORT", "colophon-database/port")
                .containsEntry("POSTGRES_DB", "colophon-database/dbname")
                .containsEntry("POSTGRES_USER", "colophon-database/username")
                .containsEntry("POSTGRES_PASSWORD", "colophon-database/password")
                .containsEntry("SECRET_KEY", "colophon/secret-key")
                .containsEntry("SECRET_KEY_PREVIOUS", "colophon/old");
        assertThat(Rendered.variables(rendered.container("migrate")))
                .containsEntry("POSTGRES_MIGRATOR_USER", "colophon-database-owner/u")
                .containsEntry("POSTGRES_MIGRATOR_HOST", "colophon-database-owner/h")
                .containsEntry("POSTGRES_MIGRATOR_PORT", "colophon-database-owner/p")
                .containsEntry("POSTGRES_MIGRATOR_PASSWORD", "colophon-database-owner/password");
    }

    @Test
    void one_url_stands_for_the_whole_database() throws IOException {
        String values = "database: {host: '', ssl: {mode: '', caSecret: ''}, secretKeys: {uri: uri},"
                + " migrator: {user: '', existingSecret: ''}}";
        JsonNode web = Chart.with("production").and(values).render().container("colophon");

        assertThat(Rendered.variables(web)).containsEntry("DATABASE_URL", "colophon-database/uri");
        assertThat(Rendered.variables(web).keySet()).noneMatch(it -> it.startsWith("POSTGRES_"));
        assertThat(ProgramSettings.READER
                        .inspect(Environment.of(environment(web), folder), Purpose.SERVE)
                        .problems())
                .isEmpty();
    }

    @Test
    void large_numbers_stay_whole() {
        String values = "{config: {IMPORT_MAX_BYTES: 67108864, IMPORT_MAX_ROWS: 10000000}}";
        JsonNode web = Chart.with("production").and(values).render().container("colophon");

        assertThat(Rendered.variables(web))
                .containsEntry("IMPORT_MAX_BYTES", "67108864")
                .containsEntry("IMPORT_MAX_ROWS", "10000000");
    }

    @Test
    void every_declared_variable_has_one_place_in_the_chart() throws IOException {
        Set<String> config = configured();
        Set<String> own = ownNames();
        own.removeAll(Set.of("CORS_ALLOWED_ORIGINS", "CSRF_TRUSTED_ORIGINS"));
        Set<String> declared =
                Surroundings.VARIABLES.stream().map(Variable::name).collect(Collectors.toSet());
        Set<String> placed = new TreeSet<>(config);
        placed.addAll(own);
        placed.addAll(NOT_IN_THE_CHART.keySet());

        assertThat(config).doesNotContainAnyElementsOf(own);
        assertThat(placed).isEqualTo(new TreeSet<>(declared));
    }

    @Test
    void the_names_that_are_refused_in_extra_env_are_those_that_the_chart_sets() throws IOException {
        Set<String> rendered = new TreeSet<>();
        List<Chart> more = List.of(
                Chart.with("production").and("secretKey: {previousKey: old}"),
                Chart.with("cloudnativepg")
                        .and("database: {secretKeys: {uri: uri}, ssl: {mode: ''," + " caSecret: ''}}"));
        for (Chart chart : more) {
            names(chart.render(), rendered);
        }
        scenarios().forEach(scenario -> names(scenario.chart().render(), rendered));
        rendered.removeAll(
                Set.of("TRUSTED_PROXIES", "OPEN_LIBRARY_CONTACT", "OIDC_ISSUER", "OIDC_CLIENT_ID", "HTTPS_PROXY"));

        assertThat(rendered).isEqualTo(ownNames());
    }

    private static void names(Rendered rendered, Set<String> names) {
        rendered.pods()
                .forEach(pod -> pod.containers()
                        .forEach(it -> names.addAll(Rendered.variables(it).keySet())));
    }

    private static Set<String> configured() throws IOException {
        JsonNode schema = new ObjectMapper()
                .readTree(Chart.FOLDER.resolve("values.schema.json").toFile());
        Set<String> names = new TreeSet<>();
        schema.at("/properties/config/properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> ownNames() throws IOException {
        String text = Files.readString(Chart.FOLDER.resolve("templates/_checks.tpl"));
        int begin = text.indexOf("-}}", text.indexOf("define \"colophon.ownNames\"")) + 3;
        String names = text.substring(begin, text.indexOf("{{- end", begin)).strip();
        return new TreeSet<>(Arrays.asList(names.split("\\s+")));
    }

    private static Purpose purpose(JsonNode container) {
        return switch (container.at("/args/0").asText()) {
            case "serve" -> Purpose.SERVE;
            case "backup" -> Purpose.KEYS;
            default -> Purpose.DATABASE;
        };
    }

    /** With some values in place of the Secrets, and an empty file in place of a mounted one. */
    private Map<String, String> environment(JsonNode container) throws IOException {
        Path certificate = folder.resolve("database-ca.crt");
        Files.writeString(certificate, "");
        Map<String, String> environment = new HashMap<>();
        for (JsonNode variable : container.path("env")) {
            String name = variable.path("name").asText();
            environment.put(
                    name,
                    variable.has("valueFrom")
                            ? SECRETS.getOrDefault(name, "")
                            : variable.path("value")
                                    .asText()
                                    .replace("/etc/colophon/database-ca.crt", certificate.toString()));
        }
        return environment;
    }
}
