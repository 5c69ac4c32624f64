package dev.colophon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.cluster.Cluster.Helm;
import dev.colophon.cluster.TestImages.Version;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A release whose migration cannot work. */
@Tag("cluster")
@Timeout(240)
class FailingMigrationTest {
    private static final int SOON_SECONDS = 15;

    @ParameterizedTest
    @CsvSource({"job, HELM4", "hook, HELM3", "initContainer, HELM3"})
    void old_pods_serve_on_the_fixed_release_succeeds_and_a_wrong_password_fails(String mode, Helm helm)
            throws Exception {
        try (var namespace = TestNamespace.withDatabase("failing-" + mode.toLowerCase())) {
            var release = new Release(namespace, helm).mode(mode).version(Version.BEFORE);
            release.deploy();
            Load load = release.load();
            try (load) {
                Command failed = release.version(Version.BROKEN).deploy(SOON_SECONDS);

                assertThat(failed.exitCode()).isNotZero();
                assertThat(release.status()).isEqualTo("failed");
                assertThat(namespace.schemaLevel()).isEqualTo(TestImages.productLevel());
                assertThat(release.readyPods()).isEqualTo(2);
                assertThat(cause(namespace, release, mode)).contains("no_such_table");

                release.version(Version.FIXED).deploy();
                assertThat(namespace.schemaLevel()).isEqualTo(TestImages.productLevel() + 1);

                assertWrongPasswordFails(release);
                if (!mode.equals("initContainer")) {
                    assertThat(namespace.get("jobs").toString()).contains("PodFailurePolicy");
                }
            }
            assertThat(load.lost()).isEmpty();
        }
    }

    /** Where somebody looks first: the pod that waits, or the container that failed. */
    private static String cause(TestNamespace namespace, Release release, String mode) {
        if (mode.equals("hook")) {
            return namespace.kubectl("logs", "-l", "app.kubernetes.io/component=migrate");
        }
        String waiting = release.pods().stream()
                .filter(pod -> !Release.isReady(pod))
                .map(pod -> pod.at("/metadata/name").asText())
                .findFirst()
                .orElseThrow();
        return mode.equals("job")
                ? namespace.health(waiting)
                : namespace.kubectl("logs", waiting, "-c", "migrate")
                        + namespace
                                .tryKubectl("logs", waiting, "-c", "migrate", "-p")
                                .output();
    }

    /**
     * Nothing is pending, so web pods could start: only the release tells that something is wrong.
     */
    private static void assertWrongPasswordFails(Release release) {
        release.set("database.migrator.user", "migrator")
                .set("database.migrator.existingSecret", TestNamespace.SECRET)
                .set("database.migrator.secretKeys.password", "wrong");

        assertThat(release.deploy(SOON_SECONDS).exitCode()).isNotZero();
        assertThat(release.status()).isEqualTo("failed");
        assertThat(release.readyPods()).isGreaterThanOrEqualTo(2);
    }
}
