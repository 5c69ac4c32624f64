package dev.colophon.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.chart.Scenarios.Scenario;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The objects fit each other, select what they mean and nothing else, and can be upgraded. */
class ObjectsTest {
    private static final Chart PRODUCTION = Chart.with("production");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern LABEL = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]{0,62})?");
    private static final Map<String, String> WEB = Map.of(
            "app.kubernetes.io/name", "colophon",
            "app.kubernetes.io/instance", "colophon",
            "app.kubernetes.io/component", "web");

    static Iterable<Scenario> scenarios() {
        return Scenarios.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void names_and_labels_are_valid_and_no_object_stands_twice(Scenario scenario) {
        Rendered rendered = scenario.chart().render();

        assertThat(rendered.objects())
                .extracting(
                        it -> it.path("kind").asText() + it.at("/metadata/name").asText())
                .doesNotHaveDuplicates();
        for (JsonNode object : rendered.objects()) {
            assertThat(object.at("/metadata/name").asText()).matches(NAME);
            assertThat(object.at("/metadata/namespace").asText()).isEqualTo("books");
            Map<String, String> labels = Rendered.map(object.at("/metadata/labels"));
            assertThat(labels).containsKeys("app.kubernetes.io/version", "helm.sh/chart");
            assertThat(labels.values()).allMatch(label -> LABEL.matcher(label).matches());
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void what_cannot_be_changed_later_says_neither_version_nor_chart(Scenario scenario) {
        Rendered rendered = scenario.chart().render();
        List<JsonNode> owners = rendered.objects().stream()
                .filter(it -> it.path("kind").asText().matches("Deployment|StatefulSet"))
                .toList();

        assertThat(owners).hasSize(1);
        JsonNode spec = owners.getFirst().path("spec");
        assertThat(Rendered.map(spec.at("/selector/matchLabels"))).isEqualTo(WEB);
        assertThat(Rendered.map(spec.at("/template/metadata/labels"))).containsAllEntriesOf(WEB);
        assertThat(spec.has("volumeClaimTemplates")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void services_budgets_and_monitors_select_web_pods_alone(Scenario scenario) {
        Rendered rendered = scenario.chart().render();

        for (JsonNode service : rendered.all("Service")) {
            assertThat(Rendered.map(service.at("/spec/selector"))).isEqualTo(WEB);
        }
        for (String kind : List.of("PodDisruptionBudget", "PodMonitor")) {
            for (JsonNode object : rendered.all(kind)) {
                assertThat(Rendered.map(object.at("/spec/selector/matchLabels")))
                        .isEqualTo(WEB);
            }
        }
        for (Rendered.Pod pod : rendered.pods()) {
            boolean web = Rendered.map(pod.template().at("/metadata/labels"))
                    .entrySet()
                    .containsAll(WEB.entrySet());
            assertThat(web)
                    .as(pod.owner())
                    .isEqualTo(pod.owner().equals(rendered.web().owner()));
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void the_management_port_is_not_in_what_people_reach(Scenario scenario) {
        Rendered rendered = scenario.chart().render();
        JsonNode service = rendered.all("Service").stream()
                .filter(it -> it.at("/metadata/name").asText().equals("colophon"))
                .findFirst()
                .orElseThrow();

        assertThat(service.at("/spec/ports")).hasSize(1);
        assertThat(service.at("/spec/ports/0/targetPort").asText()).isEqualTo("http");
        for (JsonNode ingress : rendered.all("Ingress")) {
            JsonNode backend = ingress.at("/spec/rules/0/http/paths/0/backend/service");
            assertThat(backend.path("name").asText()).isEqualTo("colophon");
            assertThat(backend.at("/port/name").asText()).isEqualTo("http");
        }
        for (JsonNode route : rendered.all("HTTPRoute")) {
            assertThat(route.at("/spec/rules/0/backendRefs/0/name").asText()).isEqualTo("colophon");
        }
    }

    @Test
    void probes_ask_the_management_port_which_tells_reasons() {
        JsonNode container = PRODUCTION.render().container("colophon");
        Map<String, String> paths = Map.of(
                "startupProbe", "/health/started",
                "livenessProbe", "/health/live",
                "readinessProbe", "/health/ready");

        paths.forEach((probe, path) -> {
            assertThat(container.at("/" + probe + "/httpGet/path").asText()).isEqualTo(path);
            assertThat(container.at("/" + probe + "/httpGet/port").asText()).isEqualTo("management");
        });
        assertThat(container.at("/ports/1/name").asText()).isEqualTo("management");
        assertThat(container.at("/ports/1/containerPort").asText())
                .isEqualTo(Rendered.variables(container).get("MANAGEMENT_PORT"));
        assertThat(container.at("/ports/0/containerPort").asText())
                .isEqualTo(Rendered.variables(container).get("PORT"));
    }

    @Test
    void a_rollout_takes_no_pod_away_before_another_serves() {
        JsonNode spec = PRODUCTION.render().one("Deployment").path("spec");

        assertThat(spec.path("replicas").asInt()).isEqualTo(2);
        assertThat(spec.at("/strategy/rollingUpdate/maxUnavailable").asInt(-1)).isZero();
        assertThat(spec.at("/strategy/rollingUpdate/maxSurge").asInt()).isEqualTo(1);
        JsonNode spread = spec.at("/template/spec/topologySpreadConstraints");
        assertThat(spread).hasSize(2);
        assertThat(spread.at("/0/whenUnsatisfiable").asText()).isEqualTo("ScheduleAnyway");
        assertThat(Rendered.map(spread.at("/0/labelSelector/matchLabels"))).isEqualTo(WEB);
    }

    @Test
    void pods_that_are_not_ready_do_not_block_a_drain() {
        JsonNode budget = PRODUCTION.render().one("PodDisruptionBudget").path("spec");

        assertThat(budget.path("unhealthyPodEvictionPolicy").asText()).isEqualTo("AlwaysAllow");
        assertThat(budget.path("maxUnavailable").asInt()).isEqualTo(1);
    }

    @Test
    void the_autoscaler_alone_decides_the_number_of_pods() {
        Rendered rendered = Chart.with("autoscaling").render();

        assertThat(rendered.one("Deployment").path("spec").has("replicas")).isFalse();
        assertThat(rendered.one("HorizontalPodAutoscaler")
                        .at("/spec/scaleTargetRef/name")
                        .asText())
                .isEqualTo("colophon");
    }

    @Test
    void network_policies_let_in_what_serves_and_scrapes_and_nobody_to_the_migration() {
        List<JsonNode> policies = PRODUCTION.render().all("NetworkPolicy");
        JsonNode web = policies.get(0).path("spec");
        JsonNode verbs = policies.get(1).path("spec");

        assertThat(Rendered.map(web.at("/podSelector/matchLabels"))).isEqualTo(WEB);
        assertThat(web.at("/ingress/0/ports/0/port").asText()).isEqualTo("http");
        assertThat(web.at("/ingress/1/ports/0/port").asText()).isEqualTo("management");
        assertThat(web.at("/ingress/1/from")).isNotEmpty();
        assertThat(web.at("/egress/1/ports/0/port").asInt()).isEqualTo(5432);
        assertThat(verbs.has("ingress")).isFalse();
        assertThat(verbs.path("policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
    }

    @Test
    void the_network_policy_lets_sign_ins_reports_and_traces_out_of_the_pods_that_serve() {
        String values =
                "{networkPolicy: {enabled: true}, monitoring: {existingSecret: m, secretKeys: {sentryDsn: dsn}},"
                        + " config: {OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',"
                        + " OIDC_ISSUER: 'https://login.example:8443/realm'}}";
        List<JsonNode> policies = PRODUCTION.and(values).render().all("NetworkPolicy");

        assertThat(policies.get(0).at("/spec/egress").findValues("port").toString())
                .contains("443", "4318", "8443");
        assertThat(policies.get(1).at("/spec/egress").findValues("port").toString())
                .doesNotContain("4318", "8443");
    }

    @Test
    void the_test_runs_check_with_the_image_of_the_release() {
        JsonNode pod = PRODUCTION.render().one("Pod");
        JsonNode annotations = pod.at("/metadata/annotations");
        JsonNode container = pod.at("/spec/containers/0");

        assertThat(annotations.path("helm.sh/hook").asText()).isEqualTo("test");
        assertThat(container.path("args").toString()).isEqualTo("[\"check\"]");
        assertThat(container.path("image").asText()).isEqualTo("ghcr.io/colophon/colophon:0.1.0");
    }

    @Test
    void no_sidecar_keeps_a_verb_from_ending() {
        for (Rendered.Pod pod : PRODUCTION.render().pods()) {
            JsonNode metadata = pod.template().path("metadata");
            boolean ends = pod.spec().path("restartPolicy").asText().equals("Never");
            assertThat(metadata.path("labels").has("sidecar.istio.io/inject")).isEqualTo(ends);
            assertThat(metadata.path("annotations").has("linkerd.io/inject")).isEqualTo(ends);
        }
    }
}
