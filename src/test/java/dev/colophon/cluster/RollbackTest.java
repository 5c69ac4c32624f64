package dev.colophon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.cluster.Cluster.Helm;
import dev.colophon.cluster.TestImages.Version;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

/** Back to an older release, on a schema that it can serve on and on one that it cannot. */
@Tag("cluster")
@Timeout(240)
class RollbackTest {

    @ParameterizedTest
    @CsvSource({"job, HELM3", "hook, HELM4"})
    void a_compatible_schema_is_served_by_the_older_release(String mode, Helm helm)
            throws Exception {
        try (var namespace = TestNamespace.withDatabase("rollback-" + mode)) {
            var release = new Release(namespace, helm).mode(mode);
            release.version(Version.BEFORE).deploy();
            release.version(Version.CURRENT).deploy();
            Load load = release.load();
            try (load) {
                rollback(release, 1, 90).orFail();
                TestNamespace.pause(Duration.ofSeconds(1));
            }
            assertThat(load.lost()).isEmpty();
            assertThat(release.readyPods()).isEqualTo(2);
            assertThat(namespace.schemaLevel()).isEqualTo(TestImages.productLevel() + 1);
            for (String pod : release.podNames()) {
                assertThat(namespace.metrics(pod))
                        .contains("colophon_schema_verdict{verdict=\"ahead_compatible\"} 1");
            }
        }
    }

    @Test
    void an_incompatible_schema_is_refused_and_rolling_forward_ends_it() throws Exception {
        try (var namespace = TestNamespace.withDatabase("refused")) {
            var release = new Release(namespace, Helm.HELM4);
            release.version(Version.BEFORE).deploy();
            release.version(Version.CURRENT).deploy();
            release.version(Version.NEXT).deploy();
            Load load = release.load();
            try (load) {
                assertThat(rollback(release, 1, 20).exitCode()).isNotZero();
                assertThat(release.readyPods()).isEqualTo(2);
                String state = namespace.kubectl("get", "pods", "-o", "json");
                assertThat(state).contains("\"exitCode\": 76");

                release.version(Version.NEXT).deploy();
                TestNamespace.pause(Duration.ofSeconds(1));
            }
            assertThat(load.lost()).isEmpty();
            assertThat(release.readyPods()).isEqualTo(2);
        }
    }

    private static Command rollback(Release release, int revision, int seconds) {
        return release.helm(
                "rollback",
                Release.NAME,
                Integer.toString(revision),
                "--wait",
                "--wait-for-jobs",
                "--timeout",
                seconds + "s");
    }
}
