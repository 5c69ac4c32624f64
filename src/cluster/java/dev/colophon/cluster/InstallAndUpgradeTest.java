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
import org.junit.jupiter.params.provider.CsvSource;

/** The way that every release goes: install, serve, upgrade under load. */
@Tag("cluster")
@Timeout(240)
class InstallAndUpgradeTest {

    @ParameterizedTest
    @CsvSource({"job, HELM3", "hook, HELM4", "initContainer, HELM4"})
    void an_install_waits_for_its_secret_and_an_upgrade_under_load_loses_nothing(String mode, Helm helm)
            throws Exception {
        try (var namespace = TestNamespace.withDatabase("upgrade-" + mode.toLowerCase())) {
            var release = new Release(namespace, helm).mode(mode).version(Version.BEFORE);
            install(namespace, release);
            assertThat(namespace.schemaLevel()).isEqualTo(TestImages.productLevel());

            Load load = release.load();
            try (load) {
                long begin = System.nanoTime();
                release.version(Version.CURRENT).deploy();
                report(mode, System.nanoTime() - begin);
                TestNamespace.pause(Duration.ofSeconds(2));
            }

            assertThat(load.lost()).isEmpty();
            assertThat(load.sent()).isGreaterThan(150);
            assertThat(namespace.schemaLevel()).isEqualTo(TestImages.productLevel() + 1);
            assertThat(release.readyPods()).isEqualTo(2);
        }
    }

    /** Somebody makes the Secret ten seconds after the release. */
    private static void install(TestNamespace namespace, Release release) throws Exception {
        namespace.kubectl("delete", "secret", TestNamespace.SECRET);
        CompletableFuture<Void> deployed = CompletableFuture.runAsync(release::deploy);
        TestNamespace.pause(Duration.ofSeconds(10));
        assertThat(deployed).isNotDone();
        assertThat(release.readyPods()).isZero();
        namespace.createSecret();
        deployed.get();
    }

    /** For docs/PERFORMANCE.md; five seconds of it are the migration's own pause. */
    private static void report(String mode, long nanoseconds) {
        System.out.printf("upgrade in mode %s: %.1f s%n", mode, nanoseconds / 1e9);
    }

    /** Shows that the load would notice: the same without the time in which pods are let go. */
    @Test
    void without_a_drain_the_same_load_loses_requests() throws Exception {
        try (var namespace = TestNamespace.withDatabase("no-drain")) {
            var release =
                    new Release(namespace, Helm.HELM3).version(Version.BEFORE).set("shutdown.drainSeconds", 0);
            release.deploy();
            Load load = release.load(200);
            try (load) {
                for (int round = 0; round < 3 && load.lost().isEmpty(); round++) {
                    namespace.kubectl("rollout", "restart", "deployment/" + Release.WEB);
                    namespace.kubectl("rollout", "status", "deployment/" + Release.WEB, "--timeout=60s");
                    TestNamespace.pause(Duration.ofSeconds(2));
                }
            }
            assertThat(load.lost()).isNotEmpty();
        }
    }
}
