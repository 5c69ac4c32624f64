package dev.colophon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.colophon.cluster.Cluster.Helm;
import dev.colophon.cluster.TestImages.Version;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Pods are taken away from outside, under load. */
@Tag("cluster")
@Timeout(180)
class DisruptionTest {

    @Test
    void evictions_respect_the_budget_and_lose_nothing() throws Exception {
        try (var namespace = TestNamespace.withDatabase("evicted")) {
            var release = new Release(namespace, Helm.HELM3).version(Version.BEFORE);
            release.deploy();
            Load load = release.load();
            try (load) {
                List<String> pods = release.podNames();
                namespace.evict(pods.get(0)).orFail();
                assertThat(namespace.evict(pods.get(1)).output()).contains("disruption budget");
                TestNamespace.await(
                        "another one is ready",
                        Duration.ofSeconds(40),
                        () -> release.readyPods() == 2);
                TestNamespace.pause(Duration.ofSeconds(1));
            }
            assertThat(load.lost()).isEmpty();
        }
    }

    /**
     * A failing liveness probe stops the container as a rollout does, with a drain; the pod stays
     * in the Service until its readiness is seen to be off.
     */
    @Test
    void a_failing_liveness_probe_restarts_the_container_and_loses_nothing() throws Exception {
        try (var namespace = TestNamespace.withDatabase("liveness")) {
            var release =
                    new Release(namespace, Helm.HELM3)
                            .version(Version.BEFORE)
                            .set("shutdown.drainSeconds", 10);
            release.deploy();
            Load load = release.load();
            try (load) {
                // a second Deployment of one pod behind the same Service, whose probe must fail
                namespace.apply(failing(namespace));
                TestNamespace.await(
                        "its container was restarted",
                        Duration.ofSeconds(60),
                        () -> restarts(release, "failing") > 0);
                namespace.kubectl("delete", "deployment", "failing");
                TestNamespace.pause(Duration.ofSeconds(1));
            }
            assertThat(load.lost()).isEmpty();
            assertThat(restarts(release, Release.WEB)).isZero();
        }
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

    /** The kernel ends the process at once: only what this pod was answering may be lost. */
    @Test
    void out_of_memory_restarts_one_container_alone() throws Exception {
        try (var namespace = TestNamespace.withDatabase("memory")) {
            var release =
                    new Release(namespace, Helm.HELM3)
                            .version(Version.BEFORE)
                            .set("resources.limits.memory", "320Mi");
            release.deploy();
            String pod = release.podNames().getFirst();
            // the program grows under load; then processes beside it, each smaller than it, that
            // wait for a password, until the container has too much
            try (Load load = release.load()) {
                TestNamespace.pause(Duration.ofSeconds(4));
                assertThat(load.lost()).isEmpty();
            }
            for (int count = 0; count < 6; count++) {
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
            TestNamespace.await(
                    "the container was killed",
                    Duration.ofSeconds(30),
                    () -> restarts(release, pod) > 0);
            String last = "/status/containerStatuses/0/lastState/terminated/exitCode";
            assertThat(pod(release, pod).at(last).asInt()).isEqualTo(137);
            TestNamespace.await(
                    "both are ready", Duration.ofSeconds(40), () -> release.readyPods() == 2);
            assertThat(release.podNames().stream().mapToInt(name -> restarts(release, name)).sum())
                    .isEqualTo(1);
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
                .mapToInt(pod -> pod.at("/status/containerStatuses/0/restartCount").asInt())
                .sum();
    }
}
