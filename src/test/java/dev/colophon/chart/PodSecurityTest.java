package dev.colophon.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.chart.Rendered.Pod;
import dev.colophon.chart.Scenarios.Scenario;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every pod keeps the Pod Security Standard "restricted", and asks for no rights in the cluster.
 */
class PodSecurityTest {
    /** What the standard allows as volumes, of what the chart uses. */
    private static final Set<String> ALLOWED_VOLUMES = Set.of("emptyDir", "secret", "persistentVolumeClaim");

    static List<Scenario> scenarios() {
        return Scenarios.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void every_pod_is_restricted(Scenario scenario) {
        List<Pod> pods = scenario.chart().render().pods();

        assertThat(pods).hasSizeGreaterThanOrEqualTo(2);
        for (Pod pod : pods) {
            JsonNode security = pod.spec().path("securityContext");
            assertThat(security.path("runAsNonRoot").asBoolean())
                    .as(pod.owner())
                    .isTrue();
            assertThat(security.at("/seccompProfile/type").asText())
                    .as(pod.owner())
                    .isEqualTo("RuntimeDefault");
            assertThat(security.path("runAsUser").asInt()).as(pod.owner()).isEqualTo(65532);
            for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
                assertThat(pod.spec().has(shared))
                        .as(pod.owner() + " " + shared)
                        .isFalse();
            }
            pod.containers().forEach(container -> checkContainer(pod, container));
            for (JsonNode volume : pod.spec().path("volumes")) {
                Set<String> kinds = new TreeSet<>();
                volume.fieldNames().forEachRemaining(kinds::add);
                kinds.remove("name");
                assertThat(ALLOWED_VOLUMES).as(pod.owner() + " " + volume).containsAll(kinds);
            }
        }
    }

    private static void checkContainer(Pod pod, JsonNode container) {
        JsonNode security = container.path("securityContext");
        String what = pod.owner() + " " + container.path("name").asText();
        assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                .as(what)
                .isFalse();
        assertThat(security.path("readOnlyRootFilesystem").asBoolean()).as(what).isTrue();
        assertThat(security.at("/capabilities/drop/0").asText()).as(what).isEqualTo("ALL");
        assertThat(security.at("/capabilities").has("add")).as(what).isFalse();
        assertThat(security.has("privileged")).as(what).isFalse();
        for (JsonNode port : container.path("ports")) {
            assertThat(port.has("hostPort")).as(what).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void no_pod_has_a_token_or_the_variables_of_services(Scenario scenario) {
        Rendered rendered = scenario.chart().render();

        for (Pod pod : rendered.pods()) {
            assertThat(pod.spec().path("automountServiceAccountToken").asBoolean(true))
                    .as(pod.owner())
                    .isFalse();
            assertThat(pod.spec().path("enableServiceLinks").asBoolean(true))
                    .as(pod.owner())
                    .isFalse();
        }
        assertThat(rendered.objects())
                .extracting(object -> object.path("kind").asText())
                .doesNotContain("Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding")
                .doesNotContain("ServiceAccount");
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void a_cpu_limit_has_a_request_and_memory_is_limited(Scenario scenario) {
        for (Pod pod : scenario.chart().render().pods()) {
            for (JsonNode container : pod.containers()) {
                JsonNode resources = container.path("resources");
                assertThat(resources.at("/requests").has("cpu")).as(pod.owner()).isTrue();
                assertThat(resources.at("/limits").has("memory"))
                        .as(pod.owner())
                        .isTrue();
            }
        }
    }

    @Test
    void the_platform_may_choose_the_user() {
        for (Pod pod : Chart.with("production").and("runAsUser: null").render().pods()) {
            JsonNode security = pod.spec().path("securityContext");
            assertThat(security.path("runAsNonRoot").asBoolean()).isTrue();
            for (String number : List.of("runAsUser", "runAsGroup", "fsGroup")) {
                assertThat(security.has(number)).as(number).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void every_mount_has_its_volume_and_every_written_folder_is_mounted(Scenario scenario) {
        for (Pod pod : scenario.chart().render().pods()) {
            Set<String> volumes = new TreeSet<>();
            pod.spec().path("volumes").forEach(it -> volumes.add(it.path("name").asText()));
            Set<String> mounted = new TreeSet<>();
            for (JsonNode container : pod.containers()) {
                Set<String> paths = new TreeSet<>();
                for (JsonNode mount : container.path("volumeMounts")) {
                    mounted.add(mount.path("name").asText());
                    paths.add(mount.path("mountPath").asText());
                }
                assertThat(paths).as(pod.owner()).contains("/tmp");
                var variables = Rendered.variables(container);
                String folder = variables.getOrDefault("STATIC_ROOT", "/tmp");
                assertThat(paths).as(pod.owner()).contains(folder);
                assertThat(paths).as(pod.owner()).contains(variables.getOrDefault("BACKUP_SCRATCH_DIR", "/tmp"));
                String backups = variables.getOrDefault("BACKUP_DIR", "/tmp");
                assertThat(paths).as(pod.owner()).anyMatch(path -> (backups + "/").startsWith(path + "/"));
                if (variables.containsKey("SQLITE_PATH")) {
                    assertThat(variables).containsEntry("SQLITE_PATH", "/data/colophon.sqlite3");
                    assertThat(paths).as(pod.owner()).contains("/data");
                }
            }
            assertThat(volumes).as(pod.owner()).isEqualTo(mounted);
        }
    }
}
