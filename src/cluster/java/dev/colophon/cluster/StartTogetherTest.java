package dev.colophon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.cluster.Cluster.Helm;
import dev.colophon.cluster.TestImages.Version;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** Five pods that all may migrate, whose Secret comes ten seconds late. */
@Tag("cluster")
@Isolated("five virtual machines start at once")
@Timeout(180)
class StartTogetherTest {

    @Test
    void five_pods_wait_for_their_secret_and_migrate_once() throws Exception {
        try (var namespace = TestNamespace.withDatabase("together")) {
            namespace.kubectl("delete", "secret", TestNamespace.SECRET);
            var release = new Release(namespace, Helm.HELM3)
                    .version(Version.CURRENT)
                    .mode("initContainer")
                    .set("replicas", 5)
                    .set("database.poolSize", 2)
                    .set("migrations.resources.requests.memory", "128Mi");
            CompletableFuture<Command> deployed = CompletableFuture.supplyAsync(() -> release.deploy(120));
            TestNamespace.pause(Duration.ofSeconds(10));
            assertThat(release.readyPods()).isZero();
            namespace.createSecret();

            assertThat(deployed.get().exitCode()).as(namespace.state()).isZero();
            assertThat(release.readyPods()).isEqualTo(5);
            int migrations = TestImages.productLevel() + 1;
            assertThat(namespace.schemaLevel()).isEqualTo(migrations);
            assertThat(namespace.runSql("SELECT count(*) FROM flyway_schema_history WHERE version IS" + " NOT NULL"))
                    .isEqualTo(Integer.toString(migrations));
        }
    }
}
