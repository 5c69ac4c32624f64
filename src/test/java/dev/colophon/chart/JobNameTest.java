package dev.colophon.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.chart.Scenarios.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A Job cannot be changed, so its name changes exactly when its spec, revision or attempt does. */
class JobNameTest {
    private static final Chart PRODUCTION = Chart.with("production");

    static Iterable<Scenario> scenarios() {
        return Scenarios.all();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: {tag: 0.2.0}",
                "image: {digest: \"sha256:" + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"}",
                "migrations: {backoffLimit: 4}",
                "migrations: {ttlSecondsAfterFinished: null}",
                "migrations: {activeDeadlineSeconds: 900}",
                "migrations: {resources: {requests: {memory: 512Mi}}}",
                "migrations: {retryFailed: 7}",
                "migrations: {podAnnotations: {a: b}}",
                "migrations: {strict: false, emergencyReason: ticket 4711}",
                "database: {host: other}",
                "config: {DB_LOCK_TIMEOUT_SECONDS: 7}",
                "extraEnv: [{name: HTTPS_PROXY, value: x}]",
                "nodeSelector: {disk: fast}",
            })
    void another_spec_has_another_name(String change) {
        JsonNode before = PRODUCTION.render().one("Job");
        JsonNode after = PRODUCTION.and(change).render().one("Job");

        assertThat(after.path("spec")).isNotEqualTo(before.path("spec"));
        assertThat(name(after)).isNotEqualTo(name(before));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replicas: 3",
                "resources: {requests: {memory: 400Mi}}",
                "shutdown: {drainSeconds: 20}",
                "config: {RATE_LIMIT_PER_MINUTE: 60}",
                "ingress: {enabled: false}",
                "hosts: [other.example]",
                "metrics: {scrape: annotations}",
                "migrations: {annotations: {argocd.argoproj.io/sync-wave: \"-1\"}}",
            })
    void what_does_not_concern_the_job_leaves_it_alone(String change) {
        JsonNode before = PRODUCTION.render().one("Job");
        JsonNode after = PRODUCTION.and(change).render().one("Job");

        assertThat(after.path("spec")).isEqualTo(before.path("spec"));
        assertThat(name(after)).isEqualTo(name(before));
    }

    @Test
    void an_attempt_runs_an_unchanged_job_again() {
        JsonNode before = PRODUCTION.render().one("Job");
        JsonNode after = PRODUCTION.and("migrations: {attempt: 2}").render().one("Job");

        assertThat(after.path("spec")).isEqualTo(before.path("spec"));
        assertThat(name(after)).isNotEqualTo(name(before));
    }

    @Test
    void a_new_revision_of_the_release_runs_an_unchanged_job_again() {
        JsonNode before = PRODUCTION.render().one("Job");
        Chart second = PRODUCTION.changed(text -> text.replace(".Release.Revision", "2"));
        JsonNode after = second.render().one("Job");

        assertThat(after.path("spec")).isEqualTo(before.path("spec"));
        assertThat(name(after)).isNotEqualTo(name(before));
    }

    @Test
    void a_new_version_of_the_chart_alone_leaves_the_job_alone() {
        JsonNode before = PRODUCTION.render().one("Job");
        Chart later = PRODUCTION.changed(text -> text.replace("$context.Chart.Version", "\"9.9.9\""));
        JsonNode after = later.render().one("Job");

        assertThat(after.at("/metadata/labels")).isNotEqualTo(before.at("/metadata/labels"));
        assertThat(name(after)).isEqualTo(name(before));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void rendering_twice_gives_the_same(Scenario scenario) {
        assertThat(scenario.chart().text()).isEqualTo(scenario.chart().text());
    }

    @Test
    void the_longest_name_still_fits_a_label() {
        String longest = "a".repeat(44);
        Rendered rendered = PRODUCTION.and("fullnameOverride: " + longest).render();

        assertThat(name(rendered.one("Job"))).hasSize(63).startsWith(longest + "-migrate-");
    }

    @Test
    void a_hook_has_one_name_and_goes_before_the_next() {
        JsonNode hook = PRODUCTION.and("migrations: {mode: hook}").render().one("Job");
        JsonNode annotations = hook.at("/metadata/annotations");

        assertThat(name(hook)).isEqualTo("colophon-migrate");
        assertThat(annotations.path("helm.sh/hook").asText()).isEqualTo("pre-install,pre-upgrade");
        assertThat(annotations.path("helm.sh/hook-delete-policy").asText())
                .isEqualTo("before-hook-creation,hook-succeeded");
    }

    @Test
    void the_plain_job_is_no_hook() {
        assertThat(PRODUCTION.render().one("Job").at("/metadata").has("annotations"))
                .isFalse();
    }

    private static String name(JsonNode job) {
        return job.at("/metadata/name").asText();
    }
}
