package dev.colophon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.cluster.Cluster.Helm;
import dev.colophon.cluster.TestImages.Version;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pod that migrates ends in the middle: what it did is done once or not at all. */
@Tag("cluster")
@Timeout(240)
class InterruptedMigratorTest {
    private static final String RUNNING = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE"
            + " '%pg_sleep(5)%' AND pid <> pg_backend_pid()";

    @ParameterizedTest
    @ValueSource(strings = {"killed", "evicted"})
    void another_pod_does_it_once(String end) throws Exception {
        try (var namespace = TestNamespace.withDatabase("migrator-" + end)) {
            var release =
                    new Release(namespace, Helm.HELM3).version(Version.BEFORE).set("replicas", 1);
            release.deploy();
            CompletableFuture<Command> deployed = CompletableFuture.supplyAsync(
                    () -> release.version(Version.CURRENT).deploy(120));
            awaitMigration(namespace);
            String pod = migrator(namespace);
            if (end.equals("killed")) {
                namespace.kubectl("delete", "pod", pod, "--grace-period=0", "--force");
            } else {
                namespace.evict(pod).orFail();
            }

            assertThat(deployed.get().exitCode()).as(namespace.state()).isZero();
            assertThat(namespace.schemaLevel()).isEqualTo(TestImages.productLevel() + 1);
            assertThat(expansions(namespace)).isEqualTo("1");
        }
    }

    @Test
    void past_its_deadline_nothing_is_changed() throws Exception {
        try (var namespace = TestNamespace.withDatabase("deadline")) {
            var release =
                    new Release(namespace, Helm.HELM4).version(Version.BEFORE).set("database.waitAttempts", 2);
            release.deploy();

            release.version(Version.CURRENT).set("migrations.activeDeadlineSeconds", 5);
            assertThat(release.deploy(15).exitCode()).isNotZero();
            assertThat(namespace.schemaLevel()).isEqualTo(TestImages.productLevel());
            assertThat(namespace.get("jobs").toString()).contains("DeadlineExceeded");
            assertThat(release.readyPods()).isEqualTo(2);

            release.set("migrations.activeDeadlineSeconds", 40).deploy();
            assertThat(expansions(namespace)).isEqualTo("1");
        }
    }

    private static void awaitMigration(TestNamespace namespace) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (System.nanoTime() - deadline < 0) {
            if (namespace.runSql(RUNNING).equals("1")) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no migration began\n" + namespace.state());
    }

    private static String migrator(TestNamespace namespace) {
        for (var pod : namespace
                .get("pods", "-l", "app.kubernetes.io/component=migrate")
                .path("items")) {
            if (pod.at("/status/phase").asText().equals("Running")) {
                return pod.at("/metadata/name").asText();
            }
        }
        throw new AssertionError("no pod migrates\n" + namespace.state());
    }

    private static String expansions(TestNamespace namespace) throws Exception {
        return namespace.runSql(
                "SELECT count(*) FROM flyway_schema_history WHERE success AND script LIKE" + " '%test_expansion%'");
    }
}
