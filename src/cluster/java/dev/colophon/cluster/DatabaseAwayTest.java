package dev.colophon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.cluster.Cluster.Helm;
import dev.colophon.cluster.TestImages.Version;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody reaches the database for 40 seconds. */
@Tag("cluster")
@Timeout(240)
class DatabaseAwayTest {
    private static final Duration AWAY = Duration.ofSeconds(40);

    @Test
    void pods_that_serve_wait_and_go_on_without_a_restart() throws Exception {
        try (var namespace = TestNamespace.withDatabase("away")) {
            var release = new Release(namespace, Helm.HELM3).version(Version.BEFORE);
            release.deploy();

            namespace.takeDatabaseAway();
            TestNamespace.await("no pod is ready", Duration.ofSeconds(40), () -> release.readyPods() == 0);
            for (String pod : release.podNames()) {
                assertThat(namespace.health(pod)).contains("database");
            }
            TestNamespace.pause(AWAY);
            namespace.giveDatabaseBack();

            TestNamespace.await("both are ready", Duration.ofSeconds(30), () -> release.readyPods() == 2);
            for (JsonNode pod : release.pods()) {
                assertThat(pod.at("/status/containerStatuses/0/restartCount").asInt())
                        .isZero();
            }
            try (Load load = release.load()) {
                TestNamespace.pause(Duration.ofSeconds(2));
                assertThat(load.lost()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"job", "initContainer"})
    void a_start_and_its_migration_wait_for_it(String mode) throws Exception {
        try (var namespace = TestNamespace.withDatabase("away-" + mode.toLowerCase())) {
            namespace.takeDatabaseAway();
            var release = new Release(namespace, Helm.HELM4)
                    .mode(mode)
                    .version(Version.BEFORE)
                    .set("database.waitAttempts", 30)
                    .set("database.waitDelaySeconds", 2)
                    .set("migrations.activeDeadlineSeconds", 90);
            CompletableFuture<Command> deployed = CompletableFuture.supplyAsync(() -> release.deploy(120));
            TestNamespace.pause(AWAY);
            assertThat(deployed).isNotDone();
            assertThat(release.readyPods()).isZero();
            namespace.giveDatabaseBack();

            deployed.get().orFail();
            assertThat(release.readyPods()).isEqualTo(2);
            assertThat(namespace.schemaLevel()).isEqualTo(TestImages.productLevel());
        }
    }
}
