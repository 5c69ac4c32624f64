package dev.colophon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.cluster.Cluster.Helm;
import dev.colophon.cluster.TestImages.Version;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What stays behind, and what plain manifests do. */
@Tag("cluster")
@Timeout(240)
class UninstallTest {
    private static final String KINDS = "deployments,statefulsets,replicasets,pods,jobs,services,secrets,configmaps,"
            + "poddisruptionbudgets,networkpolicies,ingresses,"
            + "horizontalpodautoscalers,serviceaccounts,roles,rolebindings";

    /** Jobs of releases before the last one go by their own limit of time. */
    @Test
    void nothing_is_left_also_after_a_failed_upgrade() throws Exception {
        try (var namespace = TestNamespace.withDatabase("uninstall")) {
            var release = new Release(namespace, Helm.HELM4)
                    .version(Version.BEFORE)
                    .set("replicas", 1)
                    .set("networkPolicy.enabled", true)
                    .set("metrics.dashboard.enabled", true)
                    .set("migrations.ttlSecondsAfterFinished", 5);
            release.deploy();
            release.helm("test", Release.NAME, "--timeout", "60s").orFail();
            assertThat(release.version(Version.BROKEN).deploy(15).exitCode()).isNotZero();

            release.helm("uninstall", Release.NAME, "--wait").orFail();
            TestNamespace.await(
                    "nothing of the release is there",
                    Duration.ofSeconds(40),
                    () -> left(namespace).isEmpty());
        }
    }

    private static List<String> left(TestNamespace namespace) {
        return namespace
                .kubectl("get", KINDS, "-o", "name", "-l", "app.kubernetes.io/instance=books")
                .lines()
                .filter(line -> line.contains("/"))
                .toList();
    }

    @Test
    void the_same_manifests_applied_twice_change_nothing() throws Exception {
        try (var namespace = TestNamespace.withDatabase("template")) {
            var release = new Release(namespace, Helm.HELM3).version(Version.BEFORE);
            String manifests = release.helm("template", Release.NAME, "helm/colophon", "-f", "-", "--skip-tests")
                    .orFail();
            namespace.apply(manifests);
            TestNamespace.await("both pods are ready", Duration.ofSeconds(60), () -> release.readyPods() == 2);
            List<String> before = generations(namespace);

            String applied = namespace.applied(manifests);

            // kubectl sends a budget's selector each time, and calls that configured
            assertThat(applied.lines().filter(line -> !line.startsWith("poddisruptionbudget")))
                    .isNotEmpty()
                    .allMatch(line -> line.endsWith(" unchanged"));
            assertThat(generations(namespace)).isEqualTo(before);
        }
    }

    /** Each object with the number of changes that its specification has seen; pods too. */
    private static List<String> generations(TestNamespace namespace) {
        return namespace
                .kubectl(
                        "get",
                        KINDS,
                        "-l",
                        "app.kubernetes.io/instance=books",
                        "-o",
                        "jsonpath={range .items[*]}{.kind}/{.metadata.name}" + " {.metadata.generation}{\"\\n\"}{end}")
                .lines()
                .toList();
    }
}
