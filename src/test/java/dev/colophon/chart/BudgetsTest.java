package dev.colophon.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.chart.Scenarios.Scenario;
import dev.colophon.problem.ExitCode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever waits for somebody waits longer than that one may take. All figures are seconds. */
class BudgetsTest {
    private static final int SLACK = 60;
    private static final int START_OF_A_POD = 15;
    private static final Pattern TIMEOUT = Pattern.compile("--timeout ([0-9]+)s");

    static Iterable<Scenario> scenarios() {
        return Scenarios.all();
    }

    private record Budgets(JsonNode container, Map<String, String> variables) {
        static Budgets of(Rendered rendered) {
            JsonNode container = rendered.container("colophon");
            return new Budgets(container, Rendered.variables(container));
        }

        int databaseWait() {
            return number("DB_WAIT_ATTEMPTS") * number("DB_WAIT_DELAY_SECONDS");
        }

        int startup() {
            JsonNode probe = container.path("startupProbe");
            return probe.path("periodSeconds").asInt()
                    * probe.path("failureThreshold").asInt();
        }

        int number(String name) {
            return Integer.parseInt(variables.getOrDefault(name, ""));
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void a_start_may_wait_for_the_database_and_the_whole_migration(Scenario scenario) {
        Rendered rendered = scenario.chart().render();
        Budgets budgets = Budgets.of(rendered);

        assertThat(budgets.startup())
                .isGreaterThanOrEqualTo(budgets.databaseWait() + deadline(rendered) + SLACK)
                .isGreaterThanOrEqualTo(budgets.databaseWait() + budgets.number("SCHEMA_WAIT_SECONDS") + SLACK);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void a_rollout_and_helm_wait_longer_than_a_start_may_take(Scenario scenario) {
        Rendered rendered = scenario.chart().render();
        int startup = Budgets.of(rendered).startup();
        int replicas = rendered.all("HorizontalPodAutoscaler").stream()
                .mapToInt(it -> it.at("/spec/maxReplicas").asInt())
                .findFirst()
                .orElse(2);
        int progress = startup + SLACK;
        for (JsonNode deployment : rendered.all("Deployment")) {
            progress = deployment.at("/spec/progressDeadlineSeconds").asInt();
            assertThat(progress).isGreaterThanOrEqualTo(startup + SLACK);
        }

        Matcher timeout = TIMEOUT.matcher(scenario.chart().notes());

        assertThat(timeout.find()).isTrue();
        assertThat(Integer.parseInt(timeout.group(1)))
                .isGreaterThanOrEqualTo(progress + (replicas - 1) * START_OF_A_POD);
    }

    @Test
    void an_init_container_takes_its_time_before_the_start() {
        Chart production = Chart.with("production");
        int job = progressDeadline(production);
        int initContainer = progressDeadline(production.and("migrations: {mode: initContainer}"));

        assertThat(initContainer - job).isEqualTo(60 + 1800);
    }

    private static int progressDeadline(Chart chart) {
        return chart.render()
                .one("Deployment")
                .at("/spec/progressDeadlineSeconds")
                .asInt();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void a_pod_is_killed_only_after_its_drain_and_both_graces(Scenario scenario) {
        Rendered rendered = scenario.chart().render();
        Budgets budgets = Budgets.of(rendered);

        assertThat(rendered.web().spec().path("terminationGracePeriodSeconds").asInt())
                .isEqualTo(budgets.number("SHUTDOWN_DRAIN_SECONDS") + 2 * budgets.number("SHUTDOWN_GRACE_SECONDS") + 5);
        assertThat(budgets.container().has("lifecycle")).isFalse();
    }

    @Test
    void one_number_drives_all_budgets() {
        Chart chart = Chart.with("production").and("migrations: {activeDeadlineSeconds: 7200}");
        Rendered rendered = chart.render();

        assertThat(rendered.one("Job").at("/spec/activeDeadlineSeconds").asInt())
                .isEqualTo(7200);
        assertThat(Budgets.of(rendered).number("SCHEMA_WAIT_SECONDS")).isEqualTo(7200);
        assertThat(Budgets.of(rendered).startup()).isEqualTo(60 + 7200 + 60);
        assertThat(progressDeadline(chart)).isEqualTo(60 + 7200 + 60 + 60);
        assertThat(chart.notes()).contains("--timeout 7410s");
    }

    @Test
    void a_longer_progress_deadline_is_taken_over() {
        Chart chart = Chart.with("production").and("progressDeadlineSeconds: 3600");

        assertThat(progressDeadline(chart)).isEqualTo(3600);
        assertThat(chart.notes()).contains("--timeout 3630s");
    }

    @Test
    void in_an_emergency_nobody_waits_half_an_hour_for_a_schema_that_stays_behind() {
        Chart emergency = Chart.with("production").and("migrations: {strict: false, emergencyReason: ticket 4711}");

        assertThat(Budgets.of(emergency.render()).number("SCHEMA_WAIT_SECONDS")).isEqualTo(60);
    }

    @Test
    void every_exit_code_that_no_retry_mends_ends_the_job() {
        JsonNode spec = Chart.with("production").render().one("Job").path("spec");
        JsonNode disruption = spec.at("/podFailurePolicy/rules/0");
        JsonNode codes = spec.at("/podFailurePolicy/rules/1");
        Set<Integer> numbers = new TreeSet<>();
        codes.at("/onExitCodes/values").forEach(it -> numbers.add(it.asInt()));

        assertThat(disruption.path("action").asText()).isEqualTo("Ignore");
        assertThat(disruption.at("/onPodConditions/0/type").asText()).isEqualTo("DisruptionTarget");
        assertThat(codes.path("action").asText()).isEqualTo("FailJob");
        assertThat(codes.at("/onExitCodes/containerName").asText())
                .isEqualTo(spec.at("/template/spec/containers/0/name").asText());
        assertThat(numbers)
                .containsExactlyInAnyOrder(
                        ExitCode.USAGE.number(),
                        ExitCode.HISTORY_MISMATCH.number(),
                        ExitCode.MIGRATION_FAILED.number(),
                        ExitCode.SCHEMA_AHEAD.number(),
                        ExitCode.DATABASE_REFUSED.number(),
                        ExitCode.SETTINGS_INVALID.number());
        assertThat(spec.at("/template/spec/restartPolicy").asText()).isEqualTo("Never");
        assertThat(spec.path("backoffLimit").asInt()).isEqualTo(3);
        assertThat(spec.path("ttlSecondsAfterFinished").asInt()).isEqualTo(86400);
    }

    private static int deadline(Rendered rendered) {
        return rendered.all("Job").stream()
                .mapToInt(job -> job.at("/spec/activeDeadlineSeconds").asInt())
                .findFirst()
                .orElse(1800);
    }
}
