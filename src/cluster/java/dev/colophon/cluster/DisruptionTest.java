package dev.colophon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.colophon.cluster.Cluster.Helm;
import dev.colophon.cluster.TestImages.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pods are taken away from outside, under load. */
@Tag("cluster")
@Timeout(180)
class DisruptionTest {
    /** Until a pod whose container is dead has left the Service; seen here: about one second. */
    private static final Duration KUBELET_NOTICES = Duration.ofSeconds(5);

    /**
     * A failing liveness probe stops the container as a rollout does, with a drain; the pod stays
     * in the Service until its readiness is seen to be off.
     */
    @Test
    void evictions_respect_the_budget_and_with_failing_liveness_lose_nothing() throws Exception {
        try (var namespace = TestNamespace.withDatabase("disrupted")) {
            var release =
                    new Release(namespace, Helm.HELM3).version(Version.BEFORE).set("shutdown.drainSeconds", 10);
            release.deploy();
            Load load = release.load();
            try (load) {
                evict(namespace, release);
                failLiveness(namespace, release);
                TestNamespace.pause(Duration.ofSeconds(1));
            }
            assertThat(load.lost()).isEmpty();
            assertThat(restarts(release, Release.WEB)).isZero();
        }
    }

    private static void evict(TestNamespace namespace, Release release) {
        List<String> pods = release.podNames();
        namespace.evict(pods.get(0)).orFail();
        assertThat(namespace.evict(pods.get(1)).output()).contains("disruption budget");
        TestNamespace.await("another one is ready", Duration.ofSeconds(40), () -> release.readyPods() == 2);
    }

    /** A second Deployment of one pod behind the same Service, whose probe must fail. */
    private static void failLiveness(TestNamespace namespace, Release release) {
        namespace.apply(failing(namespace));
        TestNamespace.await(
                "its container was restarted", Duration.ofSeconds(60), () -> restarts(release, "failing") > 0);
        namespace.kubectl("delete", "deployment", "failing");
    }

    private static String failing(TestNamespace namespace) {
        JsonNode web = namespace.get("deployment", Release.WEB);
        var copy = Cluster.JSON.createObjectNode();
        copy.put("apiVersion", "apps/v1").put("kind", "Deployment");
        copy.putObject("metadata").put("name", "failing");
        var spec = (ObjectNode) web.path("spec").deepCopy();
        spec.put("replicas", 1);
        ((ObjectNode) spec.at("/selector/matchLabels")).put("copy", "failing");
        ((ObjectNode) spec.at("/template/metadata/labels")).put("copy", "failing");
        var probe = (ObjectNode) spec.at("/template/spec/containers/0/livenessProbe");
        probe.put("periodSeconds", 2);
        ((ObjectNode) probe.path("httpGet")).put("path", "/nowhere");
        copy.set("spec", spec);
        return copy.toString();
    }

    /**
     * The kernel ends the process at once: what it was answering breaks off, and its pod stays in
     * the Service until the kubelet has seen it. So this load is as patient as an Ingress.
     */
    @Test
    void out_of_memory_restarts_one_container_alone_and_a_second_try_is_answered() throws Exception {
        try (var namespace = TestNamespace.withDatabase("memory")) {
            var release =
                    new Release(namespace, Helm.HELM3).version(Version.BEFORE).set("resources.limits.memory", "320Mi");
            release.deploy();
            String pod = release.podNames().getFirst();
            Load load = release.patientLoad(KUBELET_NOTICES);
            try (load) {
                TestNamespace.pause(Duration.ofSeconds(4));
                useUpMemory(namespace, pod);
                TestNamespace.await(
                        "the container was killed", Duration.ofSeconds(60), () -> restarts(release, pod) > 0);
                TestNamespace.await("both are ready", Duration.ofSeconds(40), () -> release.readyPods() == 2);
            }
            assertThat(load.lost()).isEmpty();
            String last = "/status/containerStatuses/0/lastState/terminated/exitCode";
            assertThat(pod(release, pod).at(last).asInt()).isEqualTo(137);
            assertThat(release.podNames().stream()
                            .mapToInt(name -> restarts(release, name))
                            .sum())
                    .isEqualTo(1);
        }
    }

    /**
     * The program has grown under load; now processes beside it, each smaller than it, that wait
     * for a password, until the container has too much.
     */
    private static void useUpMemory(TestNamespace namespace, String pod) throws IOException {
        for (int count = 0; count < 14; count++) {
            Command.start(
                    Path.of("/dev/null"),
                    List.of(
                            "kubectl",
                            "-n",
                            namespace.name(),
                            "exec",
                            "-i",
                            pod,
                            "-c",
                            "colophon",
                            "--",
                            "java",
                            "-Xmx24m",
                            "@/app/colophon",
                            "create-user",
                            "nobody",
                            "--password-stdin"));
        }
    }

    private static JsonNode pod(Release release, String name) {
        return release.pods().stream()
                .filter(one -> one.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static int restarts(Release release, String prefix) {
        return release.pods().stream()
                .filter(pod -> pod.at("/metadata/name").asText().startsWith(prefix))
                .mapToInt(pod ->
                        pod.at("/status/containerStatuses/0/restartCount").asInt())
                .sum();
    }
}
