package dev.colophon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.cluster.Cluster.Helm;
import dev.colophon.cluster.TestImages.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operator does beside Helm, and what becomes of Helm when it is killed. */
@Tag("cluster")
@Timeout(240)
class KubectlTest {
    private static final String WEB = "deployment/" + Release.WEB;

    @ParameterizedTest
    @EnumSource(Helm.class)
    void rollouts_by_kubectl_lose_nothing_and_helm_takes_over_again(Helm helm) throws Exception {
        try (var namespace = TestNamespace.withDatabase("kubectl-" + helm.name().toLowerCase())) {
            var release = new Release(namespace, helm).version(Version.BEFORE);
            release.deploy();
            release.version(Version.CURRENT).deploy();
            Load load = release.load();
            try (load) {
                // pods ask the database, so a Job that its time limit removed is not missed
                namespace.kubectl("delete", "jobs", "--all");
                namespace.kubectl("rollout", "restart", WEB);
                namespace.kubectl("rollout", "status", WEB, "--timeout=60s");
                // back to the pods of the upgrade, then to those of the first release
                namespace.kubectl("rollout", "undo", WEB);
                namespace.kubectl("rollout", "status", WEB, "--timeout=60s");
            }
            assertThat(load.lost()).isEmpty();

            release.takeOver();
            assertThat(namespace.kubectl("get", WEB, "-o", "jsonpath={..image}"))
                    .contains(":" + Version.CURRENT.tag);
        }
    }

    @Test
    void after_a_killed_helm_a_rollback_works() throws Exception {
        try (var namespace = TestNamespace.withDatabase("killed-helm")) {
            var release = new Release(namespace, Helm.HELM3).version(Version.BEFORE);
            release.deploy();
            Load load = release.load();
            try (load) {
                kill(namespace, release.version(Version.CURRENT));
                assertThat(release.status()).isEqualTo("pending-upgrade");
                assertThat(release.deploy(30).output()).contains("another operation");

                namespace.kubectl("delete", "jobs", "-l", "app.kubernetes.io/component=migrate");
                release.rollback(1, 90).orFail();
                TestNamespace.pause(Duration.ofSeconds(1));
            }
            assertThat(load.lost()).isEmpty();
            assertThat(release.status()).isEqualTo("deployed");
            assertThat(release.readyPods()).isEqualTo(2);
        }
    }

    private static void kill(TestNamespace namespace, Release release) throws IOException, InterruptedException {
        String before = jobs(namespace);
        Path values = Files.createTempFile("values-", ".json");
        Path log = Files.createTempFile("helm-", ".log");
        Files.writeString(values, release.values());
        Process helm = Command.start(
                log,
                List.of(
                        Cluster.variable("HELM3", null),
                        "upgrade",
                        Release.NAME,
                        "helm/colophon",
                        "-n",
                        namespace.name(),
                        "-f",
                        values.toString(),
                        "--wait",
                        "--wait-for-jobs"));
        TestNamespace.await(
                "the migration of the upgrade runs",
                Duration.ofSeconds(30),
                () -> !helm.isAlive() || !jobs(namespace).equals(before));
        if (!helm.isAlive()) {
            throw new AssertionError(Files.readString(log));
        }
        helm.destroyForcibly().waitFor();
        Files.delete(values);
        Files.delete(log);
    }

    private static String jobs(TestNamespace namespace) {
        return namespace.kubectl("get", "jobs", "-o", "name");
    }
}
