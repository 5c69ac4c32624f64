package dev.colophon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.colophon.cluster.Cluster.Helm;
import dev.colophon.cluster.TestImages.Version;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
    void old_pods_serve_on_and_the_fixed_release_succeeds(String mode, Helm helm) throws Exception {
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
                TestNamespace.pause(java.time.Duration.ofSeconds(1));
            }
            assertThat(load.lost()).isEmpty();
            assertThat(namespace.schemaLevel()).isEqualTo(TestImages.productLevel() + 1);
        }
    }

    /** Where somebody looks first: the pod that waits, or the container that failed. */
    private static String cause(TestNamespace namespace, Release release, String mode) {
        if (mode.equals("hook")) {
            return namespace.kubectl("logs", "-l", "app.kubernetes.io/component=migrate");
        }
        String waiting =
                release.pods().stream()
                        .filter(pod -> !Release.isReady(pod))
                        .map(pod -> pod.at("/metadata/name").asText())
                        .findFirst()
                        .orElseThrow();
        return mode.equals("job")
                ? namespace.health(waiting)
                : namespace.kubectl("logs", waiting, "-c", "migrate")
                        + namespace.tryKubectl("logs", waiting, "-c", "migrate", "-p").output();
    }

    @Test
    void a_job_that_fails_on_an_up_to_date_schema_fails_the_release() throws Exception {
        try (var namespace = TestNamespace.withDatabase("wrong-password")) {
            var release = new Release(namespace, Helm.HELM3).version(Version.BEFORE);
            release.deploy();
            release.set("database.migrator.user", "migrator")
                    .set("database.migrator.existingSecret", TestNamespace.SECRET)
                    .set("database.migrator.secretKeys.password", "wrong");

            assertThat(release.deploy(SOON_SECONDS).exitCode()).isNotZero();
            assertThat(release.status()).isEqualTo("failed");
            JsonNode jobs = namespace.get("jobs").path("items");
            assertThat(jobs.toString()).contains("PodFailurePolicy");
            assertThat(release.readyPods()).isGreaterThanOrEqualTo(2);
        }
    }
}
